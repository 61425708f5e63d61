package io.qmp.mux.audit;

import io.qmp.api.Experimental;

/**
 * The limits beyond which an audit's file is replaced.
 *
 * @param bytes the size beyond which a new file is begun; the old one is renamed to {@code NAME.1}, that to {@code
 *     NAME.2}, and so on
 * @param kept how many old files are kept
 * @since 0.1
 */
@Experimental(since = "0.1")
public record AuditFileLimits(long bytes, int kept) {
    /** 64 MiB, and eight old files. */
    public static final AuditFileLimits DEFAULT = new AuditFileLimits(64L << 20, 8);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if the size is not positive, or less than no file is kept
     */
    public AuditFileLimits {
        if (bytes < 1 || kept < 0) {
            throw new IllegalArgumentException(
                    "an audit's file has a positive size, not " + bytes + ", and a number of old files, not " + kept);
        }
    }
}
