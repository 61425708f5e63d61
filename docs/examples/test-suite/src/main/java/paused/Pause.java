package paused;

import io.qmp.api.value.QmpObject;
import io.qmp.client.QmpClient;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Stops a machine for as long as something is done. */
public final class Pause {
    private final QmpClient client;

    public Pause(QmpClient client) {
        this.client = client;
    }

    /**
     * Stops the machine, does something, and lets the machine run again, also if that has failed. A machine that did
     * not run stays as it is.
     *
     * @param work what is done, on the client's loop
     * @return completes when the machine runs again; fails as the work or the commands do
     */
    public CompletableFuture<Void> during(Supplier<? extends CompletionStage<?>> work) {
        return isRunning().thenCompose(running -> running
                ? client.execute("stop", QmpObject.EMPTY).thenCompose(stopped -> work.get().handle((done, failure) ->
                        client.execute("cont", QmpObject.EMPTY).thenCompose(resumed -> end(failure))))
                        .thenCompose(end -> end)
                : work.get().thenApply(done -> null));
    }

    private CompletableFuture<Boolean> isRunning() {
        return client.execute("query-status", QmpObject.EMPTY)
                .thenApply(status -> ((QmpObject) status).bool("running").orElse(false));
    }

    private static CompletableFuture<Void> end(Throwable failure) {
        return failure == null ? CompletableFuture.completedFuture(null) : CompletableFuture.failedFuture(failure);
    }
}
