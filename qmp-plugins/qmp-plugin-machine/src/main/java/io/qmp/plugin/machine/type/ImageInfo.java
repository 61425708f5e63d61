package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An image.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public record ImageInfo(
        String filename,
        String format,
        @Nullable Boolean dirtyFlag,
        @Nullable Long actualSize,
        long virtualSize,
        @Nullable Long clusterSize,
        @Nullable Boolean encrypted,
        @Nullable Boolean compressed,
        @Nullable String backingFilename,
        @Nullable String fullBackingFilename,
        @Nullable String backingFilenameFormat,
        @Nullable List<Snapshot> snapshots,
        @Nullable ImageInfoSpecific formatSpecific,
        @Nullable ImageInfo backingImage) {
    /** An image of which nothing more is to tell. */
    public ImageInfo(String filename, String format, long actualSize, long virtualSize) {
        this(filename, format, null, actualSize, virtualSize, null, null, null, null, null, null, null, null, null);
    }

    /** A snapshot within an image. */
    public record Snapshot(
            String id,
            String name,
            long vmStateSize,
            long dateSec,
            long dateNsec,
            long vmClockSec,
            long vmClockNsec,
            @Nullable Long icount) {}
}
