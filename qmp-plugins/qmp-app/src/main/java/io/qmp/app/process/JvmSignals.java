package io.qmp.app.process;

import io.qmp.api.ClassLoaders;
import io.qmp.api.Loggers;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/**
 * The signals of this JVM, by {@code sun.misc.Signal}.
 *
 * <p>A shutdown hook is not enough: it cannot tell a signal from {@code System.exit}, which a plugin may call on the
 * very loop that the hook would wait for; a second signal waits for the hooks of the first; and the status is 143 even
 * after an orderly end. The class is found by its name, since compilers warn of it and the warning cannot be turned
 * off. Every JDK has it, in {@code jdk.unsupported}.
 */
public final class JvmSignals implements Signals {
    private static final List<String> NAMES = List.of("TERM", "INT", "HUP");

    @Override
    public void watch(IntConsumer first, Duration limit) {
        AtomicBoolean came = new AtomicBoolean();
        for (String name : NAMES) {
            handle(name, number -> {
                if (came.getAndSet(true)) {
                    Runtime.getRuntime().halt(STATUS + number);
                }
                Halt.after(limit, STATUS + number);
                first.accept(number);
            });
        }
    }

    /** Takes a signal, each on a thread of its own. */
    @FunctionalInterface
    private interface Handler {
        void signal(int number);
    }

    /**
     * Leaves a signal alone that was ignored when the program was started, as by nohup, or that the JVM was started to
     * leave alone.
     */
    private static void handle(String name, Handler handler) {
        try {
            ClassLoader platform = ClassLoader.getPlatformClassLoader();
            Class<?> signal = platform.loadClass("sun.misc.Signal");
            Class<?> handlerType = platform.loadClass("sun.misc.SignalHandler");
            Method number = signal.getMethod("getNumber");
            InvocationHandler calls = (proxy, method, arguments) -> {
                if (method.getName().equals("handle")) {
                    handler.signal((int) number.invoke(arguments[0]));
                }
                return null;
            };
            Object proxy =
                    Proxy.newProxyInstance(ClassLoaders.of(JvmSignals.class), new Class<?>[] {handlerType}, calls);
            signal.getMethod("handle", signal, handlerType)
                    .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (InvocationTargetException e) {
            Loggers.named("io.qmp.app")
                    .log(System.Logger.Level.DEBUG, "SIG" + name + " cannot be handled", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this is no JDK with sun.misc.Signal", e);
        }
    }
}
