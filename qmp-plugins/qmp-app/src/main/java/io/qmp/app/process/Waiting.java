package io.qmp.app.process;

import io.qmp.api.error.QmpException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** Lets the program's main thread wait for results of the loops. */
public final class Waiting {
    private Waiting() {}

    /**
     * {@return what a stage completes with}
     *
     * @throws QmpException if it fails with that
     */
    public static <T> T await(CompletionStage<T> stage) throws InterruptedException {
        try {
            return stage.toCompletableFuture().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof QmpException failure) {
                throw failure;
            }
            throw new IllegalStateException("failed unexpectedly", e.getCause());
        }
    }
}
