package io.qmp.plugin.machine.type;

import static io.qmp.api.type.IntegerType.UINT32;

import io.qmp.api.Experimental;
import io.qmp.api.type.IntType;
import io.qmp.api.type.WireName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A block node in use. Throttling limits are per second; 0 is none.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public record BlockDeviceInfo(
        String file,
        @Nullable String nodeName,
        boolean ro,
        String drv,
        @WireName("backing_file") @Nullable String backingFile,
        @WireName("backing_file_depth") long backingFileDepth,
        boolean active,
        boolean encrypted,
        @WireName("detect_zeroes") DetectZeroes detectZeroes,
        long bps,
        @WireName("bps_rd") long bpsRd,
        @WireName("bps_wr") long bpsWr,
        long iops,
        @WireName("iops_rd") long iopsRd,
        @WireName("iops_wr") long iopsWr,
        ImageInfo image,
        @WireName("bps_max") @Nullable Long bpsMax,
        @WireName("bps_rd_max") @Nullable Long bpsRdMax,
        @WireName("bps_wr_max") @Nullable Long bpsWrMax,
        @WireName("iops_max") @Nullable Long iopsMax,
        @WireName("iops_rd_max") @Nullable Long iopsRdMax,
        @WireName("iops_wr_max") @Nullable Long iopsWrMax,
        @WireName("bps_max_length") @Nullable Long bpsMaxLength,
        @WireName("bps_rd_max_length") @Nullable Long bpsRdMaxLength,
        @WireName("bps_wr_max_length") @Nullable Long bpsWrMaxLength,
        @WireName("iops_max_length") @Nullable Long iopsMaxLength,
        @WireName("iops_rd_max_length") @Nullable Long iopsRdMaxLength,
        @WireName("iops_wr_max_length") @Nullable Long iopsWrMaxLength,
        @WireName("iops_size") @Nullable Long iopsSize,
        @Nullable String group,
        Cache cache,
        @WireName("write_threshold") long writeThreshold,
        @Nullable List<DirtyBitmap> dirtyBitmaps) {
    /** An active node that is neither throttled nor encrypted, and has no other behind it. */
    public BlockDeviceInfo(
            String file,
            String nodeName,
            boolean ro,
            String drv,
            DetectZeroes detectZeroes,
            ImageInfo image,
            Cache cache) {
        this(
                file,
                nodeName,
                ro,
                drv,
                null,
                0,
                true,
                false,
                detectZeroes,
                0,
                0,
                0,
                0,
                0,
                0,
                image,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                cache,
                0,
                null);
    }

    /** What to do with zeros that are written. */
    public enum DetectZeroes {
        OFF,
        ON,
        UNMAP
    }

    /** How a cache is used. */
    public record Cache(boolean writeback, boolean direct, boolean noFlush) {}

    /** A dirty bitmap. */
    public record DirtyBitmap(
            @Nullable String name,
            long count,
            @IntType(UINT32) long granularity,
            boolean recording,
            boolean busy,
            boolean persistent,
            @Nullable Boolean inconsistent) {}
}
