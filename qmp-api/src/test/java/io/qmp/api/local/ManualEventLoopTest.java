package io.qmp.api.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

        assertTrue(seen.isEmpty());
        loop.runPending();
        assertEquals(List.of("task"), seen);
    }

    @Test
    void runsTasksInOrderAndWhatTheyAdd() {
        loop.execute(() -> {
            seen.add("first " + loop.inLoop());
            loop.execute(() -> seen.add("third"));
        });
        loop.execute(() -> seen.add("second"));

        loop.runPending();
        assertEquals(List.of("first true", "second", "third"), seen);
        assertFalse(loop.inLoop());
    }

    @Test
    void runsEachTimerAtItsTime() {
        loop.schedule(Duration.ofSeconds(2), () -> seen.add("late " + loop.instant()));
        loop.schedule(Duration.ofSeconds(1), () -> {
            seen.add("early " + loop.instant());
            loop.schedule(Duration.ofMillis(500), () -> seen.add("between " + loop.instant()));
        });

        loop.advance(Duration.ofSeconds(3));
        assertEquals(
                List.of("early 1970-01-01T00:00:01Z", "between 1970-01-01T00:00:01.500Z", "late 1970-01-01T00:00:02Z"),
                seen);
        assertEquals(Instant.ofEpochSecond(3), loop.instant());
    }

    @Test
    void aCancelledTimerDoesNotRun() {
        EventLoop.Timer timer = loop.schedule(Duration.ofSeconds(1), () -> seen.add("timer"));
        timer.cancel();
        timer.cancel();

        loop.advance(Duration.ofSeconds(2));
        assertTrue(seen.isEmpty());
        assertEquals(0, loop.timers());
    }
}
