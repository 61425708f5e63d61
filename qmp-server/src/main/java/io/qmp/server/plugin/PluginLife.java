package io.qmp.server.plugin;

import io.qmp.api.Loggers;
import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.server.guard.PluginCode;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The plugins of one server, from {@code register} to {@code close}. Each plugin whose {@code register} was called is
 * closed, even if it failed. What one plugin throws does not prevent the calls of the others.
 */
public final class PluginLife {
    /** Also takes failures that cannot be printed; each plugin fails once, so the rate is not limited. */
    private static final RateLimitedLog LOG = new RateLimitedLog(
            Loggers.named("io.qmp.server.plugin"), System::nanoTime, Integer.MAX_VALUE, RateLimitedLog.PERIOD);

    private record Begun(NamedPlugin plugin, PluginCode code) {}

    private record Call(String method, NamedPlugin plugin) {
        @Override
        public String toString() {
            return method + " of the plugin " + plugin;
        }
    }

    private final List<Begun> begun = new CopyOnWriteArrayList<>();
    private volatile @Nullable Call running; // written by the thread that calls a plugin, read when that takes too long

    /**
     * Calls {@code register} of plugins, one after the other.
     *
     * @throws IllegalStateException if one fails; the message says which plugin of which jar, and why
     */
    public void register(List<NamedPlugin> plugins, AllRegistrations registration) {
        for (NamedPlugin plugin : plugins) {
            PluginCode code = registration.codeOf(plugin);
            begun.add(new Begun(plugin, code));
            registration.add(plugin, code);
        }
    }

    /** Calls {@link QmpPlugin#shuttingDown} of all. */
    public void shuttingDown(ShutdownCause cause) {
        forEach("shuttingDown", plugin -> plugin.shuttingDown(cause));
    }

    /** Calls {@link QmpPlugin#close} of all. */
    public void close() {
        forEach("close", QmpPlugin::close);
    }

    /** {@return the call that has not returned, for messages; null if there is none. May be called on any thread} */
    public @Nullable String running() {
        Call call = running;
        return call == null ? null : call.toString();
    }

    private void forEach(String method, Consumer<QmpPlugin> call) {
        for (Begun each : begun) {
            NamedPlugin plugin = each.plugin();
            running = new Call(method, plugin);
            try {
                each.code().call(method, () -> call.accept(plugin.plugin()));
            } catch (Throwable e) {
                LOG.log(
                        method,
                        Level.ERROR,
                        () -> "the plugin " + plugin + " failed in " + method + ": " + Causes.text(e),
                        e);
            }
            running = null;
        }
    }
}
