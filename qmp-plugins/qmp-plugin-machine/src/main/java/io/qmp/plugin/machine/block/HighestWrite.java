package io.qmp.plugin.machine.block;

import io.qmp.plugin.qemu.event.BlockWriteThresholdEvent;
import java.util.function.Consumer;

/** The end of the highest write to a node, with a threshold above which an event is emitted. */
public final class HighestWrite {
    private final String node;
    private final Consumer<BlockWriteThresholdEvent> events;
    private long end;
    private long threshold;

    HighestWrite(String node, Consumer<BlockWriteThresholdEvent> events) {
        this.node = node;
        this.events = events;
    }

    /** {@return the offset behind the highest byte that was written} */
    long end() {
        return end;
    }

    /** {@return the threshold; 0 for none} */
    long threshold() {
        return threshold;
    }

    /** Sets the threshold: the first write that ends above it emits an event and resets it; 0 for none. */
    void threshold(long offset) {
        threshold = offset;
    }

    /** Records a write by its end. */
    void written(long writeEnd) {
        end = Math.max(end, writeEnd);
        if (threshold > 0 && writeEnd > threshold) {
            events.accept(new BlockWriteThresholdEvent(node, writeEnd - threshold, threshold));
            threshold = 0;
        }
    }
}
