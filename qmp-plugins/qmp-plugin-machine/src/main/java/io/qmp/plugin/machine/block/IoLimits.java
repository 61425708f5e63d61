package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.qemu.command.BlockSetIoThrottle;
import io.qmp.plugin.qemu.type.BlockDeviceInfo;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Limits on the requests to a disk. Queries report them; requests are not slowed down.
 *
 * @param bps bytes
 * @param bpsRd bytes read
 * @param bpsWr bytes written
 * @param iops accesses
 * @param iopsRd reads
 * @param iopsWr writes
 * @param iopsSize how many bytes count as one access; 0 for any number
 * @param group the disks that are counted together; empty if there are no limits
 */
public record IoLimits(
        Rate bps, Rate bpsRd, Rate bpsWr, Rate iops, Rate iopsRd, Rate iopsWr, long iopsSize, String group) {
    private static final long HIGHEST = 1_000_000_000_000_000L;

    /** No limits. */
    public static final IoLimits NONE = new IoLimits(Rate.ANY, Rate.ANY, Rate.ANY, Rate.ANY, Rate.ANY, Rate.ANY, 0, "");

    /**
     * One limit.
     *
     * @param average how much in the long run; 0 for any
     * @param max how much for a moment; 0 if no more than that
     * @param length how many seconds a moment has
     */
    public record Rate(long average, long max, long length) {
        static final Rate ANY = new Rate(0, 0, 1);

        static Rate of(long average, @Nullable Long max, @Nullable Long length) {
            return new Rate(average, max == null ? 0 : max, length == null ? 1 : length);
        }

        private boolean isSet() {
            return average != 0 || max != 0;
        }

        private void check() {
            if (average < 0 || max < 0 || average > HIGHEST || max > HIGHEST) {
                throw CommandFailedException.generic("bps/iops/max values must be within [0, " + HIGHEST + "]");
            } else if (length == 0) {
                throw CommandFailedException.generic("the burst length cannot be 0");
            } else if (length > 1 && max == 0) {
                throw CommandFailedException.generic("burst length set without burst rate");
            } else if (max != 0 && Long.compareUnsigned(length, HIGHEST / max) > 0) {
                throw CommandFailedException.generic("burst length too high for this burst rate");
            } else if (max != 0 && average == 0) {
                throw CommandFailedException.generic("bps_max/iops_max require corresponding bps/iops values");
            } else if (max != 0 && max < average) {
                throw CommandFailedException.generic("bps_max/iops_max cannot be lower than bps/iops");
            }
        }

        private void describe(LongFunction<?> maxMember, LongFunction<?> lengthMember) {
            if (max != 0) {
                maxMember.apply(max);
                lengthMember.apply(length);
            }
        }
    }

    /**
     * {@return the limits that a command sets}
     *
     * @param set the command
     * @param otherwise the group if it does not name one
     */
    public static IoLimits of(BlockSetIoThrottle set, String otherwise) {
        IoLimits limits = new IoLimits(
                Rate.of(set.bps(), set.bpsMax(), set.bpsMaxLength()),
                Rate.of(set.bpsRd(), set.bpsRdMax(), set.bpsRdMaxLength()),
                Rate.of(set.bpsWr(), set.bpsWrMax(), set.bpsWrMaxLength()),
                Rate.of(set.iops(), set.iopsMax(), set.iopsMaxLength()),
                Rate.of(set.iopsRd(), set.iopsRdMax(), set.iopsRdMaxLength()),
                Rate.of(set.iopsWr(), set.iopsWrMax(), set.iopsWrMaxLength()),
                set.iopsSize() == null ? 0 : set.iopsSize(),
                set.group() == null ? otherwise : set.group());
        limits.check();
        return limits.rates().anyMatch(Rate::isSet) ? limits : NONE;
    }

    private Stream<Rate> rates() {
        return Stream.of(bps, bpsRd, bpsWr, iops, iopsRd, iopsWr);
    }

    /** Fails with QEMU's text if they contradict one another. */
    public void check() {
        if (mixed(bps, bpsRd, bpsWr) || mixed(iops, iopsRd, iopsWr)) {
            throw CommandFailedException.generic(
                    "bps/iops/max total values and read/write values cannot be used at the same time");
        } else if (iopsSize != 0 && List.of(iops, iopsRd, iopsWr).stream().allMatch(rate -> rate.average() == 0)) {
            throw CommandFailedException.generic("iops size requires an iops value to be set");
        }
        rates().forEach(Rate::check);
    }

    private static boolean mixed(Rate total, Rate read, Rate write) {
        return total.average() != 0 && (read.average() != 0 || write.average() != 0)
                || total.max() != 0 && (read.max() != 0 || write.max() != 0);
    }

    /** Sets what a description has beyond the averages: bursts, the size of an access, and the group. */
    void describe(BlockDeviceInfo.Builder info) {
        bps.describe(info::bpsMax, info::bpsMaxLength);
        bpsRd.describe(info::bpsRdMax, info::bpsRdMaxLength);
        bpsWr.describe(info::bpsWrMax, info::bpsWrMaxLength);
        iops.describe(info::iopsMax, info::iopsMaxLength);
        iopsRd.describe(info::iopsRdMax, info::iopsRdMaxLength);
        iopsWr.describe(info::iopsWrMax, info::iopsWrMaxLength);
        if (iopsSize != 0) {
            info.iopsSize(iopsSize);
        }
        if (!group.isEmpty()) {
            info.group(group);
        }
    }
}
