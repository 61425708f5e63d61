package io.qmp.plugin.machine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.local.ManualEventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MachineTimersTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);
    private final MachineTimers timers = new MachineTimers(loop);
    private final List<String> ran = new ArrayList<>();

    @Test
    void tasksRunAtTheirTime() {
        timers.schedule(SECOND.multipliedBy(2), () -> ran.add("second"));
        timers.schedule(SECOND, () -> ran.add("first"));
        assertThat(ran).isEmpty();

        loop.advance(SECOND);
        assertThat(ran).containsExactly("first");
        loop.advance(SECOND);
        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void taskMayScheduleAnother() {
        timers.schedule(SECOND, () -> timers.schedule(SECOND, () -> ran.add("later")));
        loop.advance(SECOND.multipliedBy(2));
        assertThat(ran).containsExactly("later");
    }

    @Test
    void aTaskWithoutTimeRunsInALaterTurn() {
        timers.execute(() -> ran.add("later"));
        timers.execute(() -> ran.add("never")).cancel();
        assertThat(ran).isEmpty();
        loop.runPending();
        assertThat(ran).containsExactly("later");
    }

    @Test
    void aCancelledTimerIsForgotten() {
        timers.schedule(SECOND, () -> ran.add("never")).cancel();
        assertThat(loop.timers()).isZero();
        loop.advance(SECOND);
        assertThat(ran).isEmpty();
    }

    @Test
    void closingCancelsAllTimers() {
        timers.schedule(SECOND, () -> ran.add("first"));
        timers.schedule(SECOND, () -> ran.add("second"));
        timers.close();

        assertThat(loop.timers()).isZero();
        loop.advance(SECOND);
        assertThat(ran).isEmpty();
    }

    @Test
    void timersAreIgnoredAfterClosing() {
        timers.close();
        timers.schedule(SECOND, () -> ran.add("late"));
        assertThat(loop.timers()).isZero();
    }
}
