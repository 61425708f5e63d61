package io.qmp.app;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The signals of this JVM, by a shutdown hook.
 *
 * <p>Left to itself, a JVM that was sent SIGTERM ends with status 143 whatever its hooks do. A server that was told to end and did is
 * no failure, so the hook waits for the end and halts with 0. The way round, {@code sun.misc.Signal}, is not of Java SE.
 */
final class JvmSignals implements Signals {
    @Override
    public Watch watch(Supplier<? extends CompletionStage<?>> end) {
        Runtime runtime = Runtime.getRuntime();
        Thread hook = new Thread(
                () -> {
                    end.get().toCompletableFuture().join();
                    runtime.halt(0);
                },
                "qmp-signal");
        runtime.addShutdownHook(hook);
        return () -> {
            try {
                runtime.removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The signal has come: the hook is about to halt the JVM.
            }
        };
    }
}
