package backup;

import io.qmp.api.type.Nothing;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.QmpClient;
import io.qmp.client.operation.Operations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/** Copies a disk of a running machine into a raw image, and shows the progress. */
public final class Backup {
    private static final Duration LIMIT = Duration.ofHours(6);
    private static final String FILE = "backup-file";

    private final QmpClient client;
    private final Consumer<String> output;

    Backup(QmpClient client, Consumer<String> output) {
        this.client = client;
        this.output = output;
    }

    /** Arguments: the address of the monitor, the name of the block node, the file of the copy. */
    public static void main(String[] args) {
        QmpClient client = QmpClient.connect(QmpAddress.parse(args[0])).join();
        try {
            new Backup(client, System.out::println).run(args[1], Path.of(args[2])).join();
            System.out.println("done");
        } catch (CompletionException e) {
            System.err.println("backup: " + e.getCause().getMessage());
        }
        client.close().join();
    }

    /**
     * Creates the file, copies the disk into it, and lets QEMU close the file, also if the copy fails.
     *
     * @return completes when the copy is complete
     */
    CompletableFuture<Nothing> run(String node, Path file) {
        return size(node)
                .thenCompose(size -> create(file, size))
                .thenCompose(created -> client.execute("blockdev-add", image(file, "node-name", FILE)))
                .thenCompose(added -> copy(node))
                .handle((copied, failure) -> client.execute("blockdev-del", QmpObject.of("node-name", QmpValue.of(FILE)))
                        .handle((closed, ignored) -> failure)
                        .thenCompose(cause -> cause == null
                                ? CompletableFuture.completedFuture(copied)
                                : CompletableFuture.<Nothing>failedFuture(cause)))
                .thenCompose(result -> result);
    }

    private CompletableFuture<Long> size(String node) {
        return client.execute("query-named-block-nodes", QmpObject.EMPTY)
                .thenApply(nodes -> ((QmpArray) nodes)
                        .elements().stream()
                                .map(QmpObject.class::cast)
                                .filter(one -> one.string("node-name").filter(node::equals).isPresent())
                                .flatMap(one -> one.object("image").stream())
                                .mapToLong(one -> one.integer("virtual-size").orElseThrow())
                                .findFirst()
                                .orElseThrow(() -> new IllegalArgumentException("there is no block node " + node)));
    }

    private CompletableFuture<Nothing> create(Path file, long size) {
        QmpObject options = QmpObject.builder()
                .put("driver", QmpValue.of("file"))
                .put("filename", QmpValue.of(file.toString()))
                .put("size", QmpValue.of(size))
                .build();
        QmpObject job = QmpObject.of("job-id", QmpValue.of("create"), "options", options);
        return Operations.of(client).runJob("blockdev-create", job, "create", LIMIT, progress -> {});
    }

    private CompletableFuture<Nothing> copy(String node) {
        QmpObject job = QmpObject.builder()
                .put("job-id", QmpValue.of("backup"))
                .put("device", QmpValue.of(node))
                .put("target", QmpValue.of(FILE))
                .put("sync", QmpValue.of("full"))
                .build();
        return Operations.of(client).runJob("blockdev-backup", job, "backup", LIMIT, progress -> output.accept(
                progress.total() == 0 ? "0%" : progress.done() * 100 / progress.total() + "%"));
    }

    private static QmpObject image(Path file, String key, String value) {
        return QmpObject.builder()
                .put("driver", QmpValue.of("file"))
                .put("filename", QmpValue.of(file.toString()))
                .put(key, QmpValue.of(value))
                .build();
    }
}
