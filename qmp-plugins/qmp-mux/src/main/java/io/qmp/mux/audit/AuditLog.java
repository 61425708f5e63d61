package io.qmp.mux.audit;

import io.qmp.api.Experimental;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Keeps what clients have done. Methods are called on the multiplexer's loop, in the order of the commands; they must
 * not block.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@FunctionalInterface
public interface AuditLog extends AutoCloseable {
    /** Keeps nothing. */
    AuditLog NONE = entry -> CompletableFuture.completedFuture(null);

    /**
     * Keeps a record.
     *
     * @param entry what has happened, or is about to
     * @return completes, on any thread, when the record is kept; fails if it cannot be
     */
    CompletionStage<?> write(AuditRecord entry);

    /** Keeps what was written, and closes files. Called once, after the last record. May wait. */
    @Override
    default void close() {}

    /**
     * {@return a log in a file, one JSON object a line} It is appended to if it is there.
     *
     * @param file the file
     * @param limits when to begin a new file, and how many old ones to keep
     * @throws IOException if the file cannot be opened
     */
    static AuditLog jsonLines(Path file, AuditFileLimits limits) throws IOException {
        return new AuditFile(file, limits);
    }
}
