package io.qmp.app.process;

import io.qmp.api.Loggers;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * Limits the time that shutdown hooks may take, whether this program ends the JVM or a plugin does.
 *
 * <p>It is a shutdown hook itself. The JVM calls {@link #start} on the thread that called {@code System.exit}, and
 * only the stack of that thread has the status: the JDK has no method that returns it. Reading the stack takes
 * {@code --add-opens java.base/java.lang=io.qmp.app}. Without it, hooks of a plugin's {@code System.exit} have no
 * limit.
 */
public final class ExitLimit extends Thread {
    /** How long all shutdown hooks together may take. */
    public static final Duration HOOKS = Duration.ofMillis(500);

    private final ThreadLocal<Integer> own = new ThreadLocal<>();
    private OptionalInt status = OptionalInt.empty(); // written before this thread starts

    public ExitLimit() {
        super("qmp-exit-limit");
    }

    /** Limits every end of this JVM from now on. */
    public void install() {
        Runtime.getRuntime().addShutdownHook(this);
    }

    /** Ends the JVM with a status. */
    public void exit(int newStatus) {
        own.set(newStatus);
        System.exit(newStatus);
    }

    /** Called by the JVM, on the thread that ends it. */
    @Override
    public void start() {
        Integer known = own.get();
        status = known == null ? statusOnTheStack() : OptionalInt.of(known);
        super.start();
    }

    @Override
    public void run() {
        status.ifPresent(code -> Halt.after(HOOKS, code));
    }

    private static OptionalInt statusOnTheStack() {
        try {
            Class<?> type = ClassLoader.getPlatformClassLoader().loadClass("java.lang.LiveStackFrame");
            Method walker = type.getMethod("getStackWalker");
            walker.setAccessible(true);
            Method locals = type.getMethod("getLocals");
            locals.setAccessible(true);
            StackWalker stack = (StackWalker) walker.invoke(null);
            Object exit = stack.walk(
                    frames -> frames.filter(ExitLimit::isExit).findFirst().orElse(null));
            if (exit != null && locals.invoke(exit) instanceof Object[] values && values.length > 0) {
                // A slot prints as its 64 bits; the status is the lower half.
                return OptionalInt.of((int) Long.parseLong(String.valueOf(values[0])));
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            Loggers.named("io.qmp.app").log(System.Logger.Level.DEBUG, "the status of System.exit is not known", e);
        }
        return OptionalInt.empty();
    }

    /** {@return whether a frame is that of the JVM's end; its first variable is the status} */
    private static boolean isExit(StackWalker.StackFrame frame) {
        return frame.getClassName().equals("java.lang.Shutdown")
                && frame.getMethodName().equals("exit");
    }
}
