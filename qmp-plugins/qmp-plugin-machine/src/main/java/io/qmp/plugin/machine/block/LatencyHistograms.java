package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.qemu.command.BlockLatencyHistogramSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Executes {@code block-latency-histogram-set}. What comes before a wrong boundary takes effect, as in QEMU. */
final class LatencyHistograms {
    private final BlockDevices devices;

    LatencyHistograms(BlockDevices devices) {
        this.devices = devices;
    }

    void set(BlockLatencyHistogramSet command) {
        Counters counters = devices.disk(command.id()).counters();
        boolean none = command.boundaries() == null
                && command.boundariesRead() == null
                && command.boundariesWrite() == null
                && command.boundariesZap() == null
                && command.boundariesFlush() == null;
        if (none) {
            List.of(Operation.READ, Operation.WRITE, Operation.FLUSH).forEach(kind -> counters.histogram(kind, null));
            counters.zoneAppends(null);
            return;
        }
        set(command, "read", command.boundariesRead(), of -> counters.histogram(Operation.READ, of));
        set(command, "write", command.boundariesWrite(), of -> counters.histogram(Operation.WRITE, of));
        if (devices.isLaterThan72()) {
            set(command, "append write", command.boundariesZap(), counters::zoneAppends);
        }
        set(command, "flush", command.boundariesFlush(), of -> counters.histogram(Operation.FLUSH, of));
    }

    /** 7.2 takes none, for a single bin. */
    private void set(
            BlockLatencyHistogramSet command, String kind, @Nullable List<Long> own, Consumer<List<Long>> histogram) {
        List<Long> boundaries = own == null ? command.boundaries() : own;
        if (boundaries == null) {
            return;
        } else if (!LatencyHistogram.isRising(boundaries) || boundaries.isEmpty() && devices.isLaterThan72()) {
            throw CommandFailedException.generic("Device '" + command.id() + "' set " + kind + " boundaries fail");
        }
        histogram.accept(boundaries);
    }
}
