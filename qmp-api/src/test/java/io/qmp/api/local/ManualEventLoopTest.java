package io.qmp.api.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.wire.EventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualEventLoopTest {
    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);
    private final List<String> seen = new ArrayList<>();

    @Test
    void runsNothingBeforeItIsTold() {
        loop.execute(() -> seen.add("task"));

        assertThat(seen.isEmpty()).isTrue();
        loop.runPending();
        assertThat(seen).isEqualTo(List.of("task"));
    }

    @Test
    void runsTasksInOrderAndWhatTheyAdd() {
        loop.execute(() -> {
            seen.add("first " + loop.inLoop());
            loop.execute(() -> seen.add("third"));
        });
        loop.execute(() -> seen.add("second"));

        loop.runPending();
        assertThat(seen).isEqualTo(List.of("first true", "second", "third"));
        assertThat(loop.inLoop()).isFalse();
    }

    @Test
    void runsEachTimerAtItsTime() {
        loop.schedule(Duration.ofSeconds(2), () -> seen.add("late " + loop.instant()));
        loop.schedule(Duration.ofSeconds(1), () -> {
            seen.add("early " + loop.instant());
            loop.schedule(Duration.ofMillis(500), () -> seen.add("between " + loop.instant()));
        });

        loop.advance(Duration.ofSeconds(3));
        assertThat(seen)
                .isEqualTo(List.of(
                        "early 1970-01-01T00:00:01Z", "between 1970-01-01T00:00:01.500Z", "late 1970-01-01T00:00:02Z"));
        assertThat(loop.instant()).isEqualTo(Instant.ofEpochSecond(3));
    }

    @Test
    void aCancelledTimerDoesNotRun() {
        EventLoop.Timer timer = loop.schedule(Duration.ofSeconds(1), () -> seen.add("timer"));
        timer.cancel();
        timer.cancel();

        loop.advance(Duration.ofSeconds(2));
        assertThat(seen.isEmpty()).isTrue();
        assertThat(loop.timers()).isEqualTo(0);
    }

    @Test
    void waitsForATaskOfAnotherThread() throws InterruptedException {
        Thread other = new Thread(() -> loop.execute(() -> seen.add("task")));

        assertThat(loop.awaitTask(Duration.ZERO)).isFalse();
        other.start();
        assertThat(loop.awaitTask(Duration.ofMinutes(1))).isTrue();
        assertThat(seen).isEmpty();
        loop.runPending();
        assertThat(seen).containsExactly("task");
    }
}
