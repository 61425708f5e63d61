package io.qmp.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.wire.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Loops run tasks and timers. */
interface EventLoopContract extends TransportUnderTest {
    @Test
    default void tasksRunLaterAndInOrder() {
        List<Integer> order = new ArrayList<>();
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop().execute(() -> {
            loop().execute(() -> order.add(2));
            loop().execute(() -> done.complete(null));
            order.add(1);
        });
        done.join();
        assertEquals(List.of(1, 2), order);
    }

    @Test
    default void tasksOfOtherThreadsKeepTheirOrderAndNoneIsLost() {
        int many = 20_000;
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            int number = i;
            loop().execute(() -> order.add(number));
        }
        List<Integer> all = onLoop(() -> List.copyOf(order));
        assertEquals(many, all.size());
        for (int i = 0; i < many; i++) {
            assertEquals(i, all.get(i));
        }
    }

    @Test
    default void aLoopThatSleepsIsWokenByEachTask() {
        for (int i = 0; i < 2_000; i++) {
            onLoop(() -> {}); // waits for it, so that the loop has nothing to do in between
        }
    }

    @Test
    default void tasksThatGoOnForEverLeaveTimeForConnectionsAndTimers() throws Exception {
        AtomicBoolean stopped = new AtomicBoolean();
        Runnable busy = new Runnable() {
            @Override
            public void run() {
                if (!stopped.get()) {
                    loop().execute(this);
                }
            }
        };
        loop().execute(busy);
        try {
            RecordingHandler client = connect(listenRecording().address());
            send(client, "still there?");
            assertEquals("still there?", accepted().take().text(12));
            CompletableFuture<Void> timer = new CompletableFuture<>();
            loop().schedule(Duration.ofMillis(1), () -> timer.complete(null));
            timer.join();
        } finally {
            stopped.set(true);
        }
    }

    @Test
    default void timersRunOnTheLoopInTheOrderOfTheirTimes() {
        Duration apart = Duration.ofMillis(20);
        List<String> order = new ArrayList<>();
        boolean conclusive = false;
        while (!conclusive) { // else the thread had to wait for a processor, and the times are in another order
            order.clear();
            CompletableFuture<Boolean> inTime = new CompletableFuture<>();
            loop().execute(() -> {
                long begin = loop().nanoTime();
                loop().schedule(apart, () -> order.add("later"));
                loop().schedule(Duration.ZERO, () -> order.add(loop().inLoop() ? "sooner" : "elsewhere"));
                boolean quick = loop().nanoTime() - begin < apart.toNanos();
                loop().schedule(apart.multipliedBy(2), () -> inTime.complete(quick));
            });
            conclusive = inTime.join();
        }
        assertEquals(List.of("sooner", "later"), order);
    }

    @Test
    default void timersOfOneTimeKeepTheirOrder() {
        int many = 500;
        List<Integer> order = new ArrayList<>();
        CompletableFuture<Void> done = new CompletableFuture<>();
        loop().execute(() -> {
            for (int i = 0; i < many; i++) {
                int number = i;
                loop().schedule(Duration.ZERO, () -> order.add(number));
            }
            loop().schedule(Duration.ofMillis(1), () -> done.complete(null));
        });
        done.join();
        assertEquals(many, order.size());
        for (int i = 0; i < many; i++) {
            assertEquals(i, order.get(i));
        }
    }

    @Test
    default void aTimerCanBeTakenBackOnAnyThread() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        AtomicBoolean ran = new AtomicBoolean();
        loop().execute(() -> {
            EventLoop.Timer own = loop().schedule(Duration.ofNanos(1), () -> ran.set(true));
            own.cancel();
            own.cancel();
        });
        EventLoop.Timer foreign = loop().schedule(Duration.ofDays(1), () -> ran.set(true));
        foreign.cancel();
        loop().schedule(Duration.ofMillis(1), () -> done.complete(null));
        done.join();
        foreign.cancel();
        assertFalse(ran.get());
    }

    @Test
    default void delaysMayBeLongerThanAnybodyWaits() {
        loop().schedule(Duration.ofDays(200_000), () -> {}).cancel();
        loop().schedule(Duration.ofSeconds(Long.MAX_VALUE), () -> {}).cancel();
        assertTrue(onLoop(loop()::inLoop));
    }

    @Test
    default void aTaskThatThrowsDoesNotHarmTheNext() {
        loop().execute(() -> {
            throw bug();
        });
        loop().schedule(Duration.ZERO, () -> {
            throw bug();
        });
        loop().execute(() -> {
            throw new AssertionError("made for a test");
        });
        CompletableFuture<Void> next = new CompletableFuture<>();
        loop().schedule(Duration.ofMillis(1), () -> next.complete(null));
        next.join();
    }

    private static RuntimeException bug() {
        RuntimeException bug = new IllegalStateException("made for a test");
        bug.setStackTrace(new StackTraceElement[0]);
        return bug;
    }

    @Test
    default void aLoopEndsWithItsTransportAfterTheTasksItHas() {
        AtomicBoolean ran = new AtomicBoolean();
        loop().execute(() -> ran.set(true));
        TransportUnderTest.await(transport().close());
        assertTrue(ran.get());
        assertThrows(RejectedExecutionException.class, () -> loop().execute(() -> {}));
    }
}
