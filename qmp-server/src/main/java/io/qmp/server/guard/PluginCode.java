package io.qmp.server.guard;

import io.qmp.api.ClassLoaders;
import io.qmp.api.log.LoopWatch;
import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.wire.EventLoop;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A plugin's code, as the server calls it: with the plugin's class loader as the thread's context loader, watched
 * while it is on the loop, and with an interrupt that it leaves on the loop's thread cleared.
 *
 * <p>{@link #run} also contains what the code throws. Callers that answer a command catch that themselves, between
 * {@link #enter} and {@link #leave}, which allocate nothing:
 *
 * <pre>{@code
 * ClassLoader outer = code.enter(command, context);
 * try {
 *     ...
 * } catch (Throwable failure) {
 *     ...
 * } finally {
 *     code.leave(outer);
 * }
 * }</pre>
 */
public final class PluginCode {
    private final Object plugin;
    private final ClassLoader loader;
    private final LoopWatch watch;
    private final RateLimitedLog log;

    /**
     * Makes the code of a plugin.
     *
     * @param plugin what messages call it, by its {@code toString}
     * @param type a class of it
     * @param watch watches the server's loop
     */
    public PluginCode(Object plugin, Class<?> type, LoopWatch watch) {
        this.plugin = plugin;
        this.loader = ClassLoaders.of(type);
        this.watch = watch;
        this.log = watch.log();
    }

    /** {@return the server's loop, for this plugin's tasks} */
    public EventLoop loop() {
        return new PluginLoop(watch.loop(), this);
    }

    /**
     * The loop is about to call the plugin.
     *
     * @param what the call, for messages
     * @param who for whom, for messages
     * @return to be handed to {@link #leave}
     */
    public @Nullable ClassLoader enter(Object what, Object who) {
        Thread thread = Thread.currentThread();
        watch.begun(what, who, thread);
        return use(thread, loader);
    }

    /** The call that was {@linkplain #enter entered} has ended. */
    public void leave(@Nullable ClassLoader outer) {
        Thread thread = Thread.currentThread();
        use(thread, outer);
        if (watch.ended(thread) && Thread.interrupted()) {
            log.log("interrupt", Level.WARNING, () -> plugin + " has interrupted the event loop's thread");
        }
    }

    /**
     * Calls the plugin on any thread; what it throws is logged.
     *
     * @param what the call, for messages
     * @param call the call
     */
    public void run(String what, Runnable call) {
        try {
            call(what, call);
        } catch (Throwable failure) { // errors, too: nothing that a plugin throws may end the loop or the caller
            failed(what, failure);
        }
    }

    /**
     * Calls the plugin on any thread, and lets out what it throws.
     *
     * @param what the call, for messages
     * @param call the call
     */
    public void call(String what, Runnable call) {
        get(what, () -> {
            call.run();
            return this;
        });
    }

    /**
     * Calls the plugin on any thread for a value, and lets out what it throws.
     *
     * @param what the call, for messages
     * @param call the call
     */
    public <T> T get(String what, Supplier<T> call) {
        if (watch.loop().inLoop()) {
            ClassLoader outer = enter(what, plugin);
            try {
                return call.get();
            } finally {
                leave(outer);
            }
        }
        Thread thread = Thread.currentThread();
        ClassLoader outer = use(thread, loader);
        try {
            return call.get();
        } finally {
            use(thread, outer);
        }
    }

    /** Logs a failure that no command waits for. */
    public void failed(String what, Throwable failure) {
        log.log(what, Level.ERROR, () -> "the plugin " + plugin + " failed in " + what, failure);
    }

    private static @Nullable ClassLoader use(Thread thread, @Nullable ClassLoader wanted) {
        ClassLoader before = thread.getContextClassLoader();
        if (before != wanted) {
            thread.setContextClassLoader(wanted);
        }
        return before;
    }

    /** {@return what messages call the plugin} */
    @Override
    public String toString() {
        return plugin.toString();
    }
}
