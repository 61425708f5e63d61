package io.qmp.plugin.machine.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.plugin.qemu.event.BlockWriteThresholdEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HighestWriteTest {
    private final List<BlockWriteThresholdEvent> events = new ArrayList<>();
    private final HighestWrite highest = new HighestWrite("n", events::add);

    @Test
    void lowerWritesDoNotReduceIt() {
        highest.written(1024);
        highest.written(512);
        assertThat(highest.end()).isEqualTo(1024);
    }

    @Test
    void writeUpToTheThresholdIsNotReported() {
        highest.threshold(1024);
        highest.written(1024);
        assertThat(events).isEmpty();
        assertThat(highest.threshold()).isEqualTo(1024);
    }

    @Test
    void firstWriteBeyondTheThresholdIsReportedAndResetsIt() {
        highest.threshold(1000);
        highest.written(1024);
        highest.written(2048);
        assertThat(events).containsExactly(new BlockWriteThresholdEvent("n", 24, 1000));
        assertThat(highest.threshold()).isZero();
    }

    @Test
    void thresholdBelowAnEarlierWriteWaitsForTheNextOne() {
        highest.written(4096);
        highest.threshold(1024);
        assertThat(events).isEmpty();
        highest.written(2048);
        assertThat(events).containsExactly(new BlockWriteThresholdEvent("n", 1024, 1024));
    }
}
