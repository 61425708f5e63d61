package io.qmp.plugin.machine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.local.ManualEventLoop;
import io.qmp.plugin.machine.run.MachineTimers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ChecksumTest {
    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);
    private final MachineTimers timers = new MachineTimers(loop);
    private final Checksum checksum = new Checksum(timers);

    @Test
    void memoryIsReadAt64MebibytesASecond() {
        CompletableFuture<Integer> sum = checksum.of(128 << 20).toCompletableFuture();

        loop.advance(Duration.ofMillis(1999));
        assertThat(sum).isNotDone();
        loop.advance(Duration.ofMillis(1));
        assertThat(sum).isCompletedWithValue(0);
    }

    @Test
    void severalChecksumsAreComputedBesideOneAnother() {
        CompletableFuture<Integer> large = checksum.of(64 << 20).toCompletableFuture();
        CompletableFuture<Integer> small = checksum.of(32 << 20).toCompletableFuture();

        loop.advance(Duration.ofSeconds(1));
        assertThat(large).isCompletedWithValue(0);
        assertThat(small).isCompletedWithValue(0);
        assertThat(loop.timers()).isZero();
    }

    @Test
    void endOfTheMachineCancelsIt() {
        CompletableFuture<Integer> first = checksum.of(64 << 20).toCompletableFuture();
        CompletableFuture<Integer> second = checksum.of(64 << 20).toCompletableFuture();
        timers.close();

        assertThat(loop.timers()).isZero();
        assertThat(first).isNotDone();
        assertThat(second).isNotDone();
    }
}
