package io.qmp.plugin.machine.type;

import static io.qmp.api.type.IntegerType.SIZE;
import static io.qmp.api.type.IntegerType.UINT32;
import static io.qmp.api.type.IntegerType.UINT64;

import io.qmp.api.Experimental;
import io.qmp.api.type.IntType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A migration; empty if there never was one.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public record MigrationInfo(
        @Nullable Status status,
        @Nullable Stats ram,
        @Nullable Vfio vfio,
        @Nullable XbzrleCache xbzrleCache,
        @Nullable Long totalTime,
        @Nullable Long expectedDowntime,
        @Nullable Long downtime,
        @Nullable Long setupTime,
        @Nullable Long cpuThrottlePercentage,
        @Nullable String errorDesc,
        @Nullable List<String> blockedReasons,
        @Nullable @IntType(UINT32) Long postcopyBlocktime,
        @Nullable List<@IntType(UINT32) Long> postcopyVcpuBlocktime,
        @Nullable List<SocketAddress> socketAddress,
        @Nullable @IntType(UINT64) Long dirtyLimitThrottleTimePerRound,
        @Nullable @IntType(UINT64) Long dirtyLimitRingFullTime) {
    /** {@return that there was no migration} */
    public static MigrationInfo none() {
        return new MigrationInfo(
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** How far a migration is. */
    public enum Status {
        NONE,
        SETUP,
        CANCELLING,
        CANCELLED,
        ACTIVE,
        POSTCOPY_ACTIVE,
        POSTCOPY_PAUSED,
        POSTCOPY_RECOVER_SETUP,
        POSTCOPY_RECOVER,
        COMPLETED,
        FAILED,
        COLO,
        PRE_SWITCHOVER,
        DEVICE,
        WAIT_UNPLUG
    }

    /** What was migrated. */
    public record Stats(
            long transferred,
            long remaining,
            long total,
            long duplicate,
            long normal,
            long normalBytes,
            long dirtyPagesRate,
            double mbps,
            long dirtySyncCount,
            long postcopyRequests,
            long pageSize,
            @IntType(UINT64) long multifdBytes,
            @IntType(UINT64) long pagesPerSecond,
            @IntType(UINT64) long precopyBytes,
            @IntType(UINT64) long downtimeBytes,
            @IntType(UINT64) long postcopyBytes,
            @IntType(UINT64) long dirtySyncMissedZeroCopy) {}

    /** What was migrated of VFIO devices. */
    public record Vfio(long transferred) {}

    /** How pages are compressed. */
    public record XbzrleCache(
            @IntType(SIZE) long cacheSize,
            long bytes,
            long pages,
            long cacheMiss,
            double cacheMissRate,
            double encodingRate,
            long overflow) {}
}
