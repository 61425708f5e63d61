package io.qmp.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.message.Event;
import io.qmp.api.value.QmpObject;
import io.qmp.client.EventNotice.Gap;
import io.qmp.client.EventNotice.Happened;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventsTest {
    private final ScriptedPeer peer = new ScriptedPeer();
    private final CountingMetrics metrics = new CountingMetrics();
    private final QmpClient client =
            ScriptedPeer.running(peer, QmpClient.builder().metrics(metrics));

    /** What is there, in words. */
    private static List<String> all(EventSubscription<Event> events) throws InterruptedException {
        List<String> all = new ArrayList<>();
        for (var next = events.poll(Duration.ZERO); next.isPresent(); next = events.poll(Duration.ZERO)) {
            all.add(words(next.get()));
        }
        return all;
    }

    static String words(EventNotice<Event> notice) {
        if (notice instanceof Happened<Event> happened) {
            return happened.event().name()
                    + happened.event().data().integer("n").stream()
                            .mapToObj(n -> " " + n)
                            .findFirst()
                            .orElse("");
        }
        Gap<Event> gap = (Gap<Event>) notice;
        return gap.reason() + " " + gap.events();
    }

    private void events(String name, int... numbers) {
        for (int n : numbers) {
            peer.event(name, "{\"n\": " + n + "}");
        }
    }

    @Test
    void deliversWhatWasAskedFor() throws InterruptedException {
        try (var some = client.subscribe("STOP", "RESUME");
                var every = client.subscribe();
                var few = client.subscribe(event -> event.data().integer("n").orElse(0) > 1, EventBuffer.DEFAULT)) {
            peer.event("STOP");
            peer.event("RESET");
            events("RESUME", 1, 2);

            assertEquals(List.of("STOP", "RESUME 1", "RESUME 2"), all(some));
            assertEquals(List.of("STOP", "RESET", "RESUME 1", "RESUME 2"), all(every));
            assertEquals(List.of("RESUME 2"), all(few));
        }
        assertEquals(List.of("STOP", "RESET", "RESUME", "RESUME"), metrics.events);
    }

    @Test
    void deliversNothingFromBeforeOrAfter() throws InterruptedException {
        peer.event("BEFORE");
        var events = client.subscribe();
        peer.event("DURING");
        events.close();
        peer.event("AFTER");

        assertEquals(List.of("DURING"), all(events));
        assertTrue(events.isOver());
        assertEquals(Optional.empty(), events.poll(Duration.ofHours(1)));
    }

    @Test
    void whoSubscribesBeforeSeesWhatTheCommandCauses() throws InterruptedException {
        try (var events = client.subscribe()) {
            client.execute("stop", QmpObject.EMPTY);
            QmpObject request = peer.next();
            peer.event("STOP");
            peer.answer(request, "{}");

            assertEquals(List.of("STOP"), all(events));
        }
    }

    @Test
    void bindsTypedEvents() throws InterruptedException {
        try (var events = client.subscribe(TestCommands.Shutdown.class)) {
            peer.event("STOP");
            peer.event("SHUTDOWN", "{\"guest\": true, \"reason\": \"guest-shutdown\", \"later\": 1}");

            var shutdown =
                    assertInstanceOf(Happened.class, events.poll(Duration.ZERO).orElseThrow());
            assertEquals(new TestCommands.Shutdown(true, "guest-shutdown"), shutdown.value());
            assertEquals(1, shutdown.event().timestamp().seconds());
        }
    }

    @Test
    void whatTheTypeRefusesIsAGap() throws InterruptedException {
        try (var events = client.subscribe(TestCommands.Counted.class)) {
            peer.event("COUNTED", "{\"number\": -1}");
            peer.event("COUNTED", "{\"number\": 1}");

            assertEquals(
                    new Gap<>(Gap.Reason.UNREADABLE, 1),
                    events.poll(Duration.ZERO).orElseThrow());
            assertInstanceOf(Happened.class, events.poll(Duration.ZERO).orElseThrow());
        }
    }

    @Test
    void dropsTheOldest() throws InterruptedException {
        try (var events = client.subscribe(event -> true, new EventBuffer(3, Overflow.dropOldest()))) {
            events("E", 1, 2, 3, 4, 5);

            assertEquals(List.of("OVERFLOW 2", "E 3", "E 4", "E 5"), all(events));
            events("E", 6);
            assertEquals(List.of("E 6"), all(events));
            assertEquals(2, metrics.lost);
        }
    }

    @Test
    void coalescesByKey() throws InterruptedException {
        try (var events = client.subscribe(event -> true, new EventBuffer(3, Overflow.coalesce(Event::name)))) {
            events("A", 1);
            events("B", 1);
            events("C", 1);
            events("B", 2);
            events("D", 1);

            assertEquals(List.of("OVERFLOW 2", "C 1", "B 2", "D 1"), all(events));
        }
    }

    @Test
    void failsWhenFull() throws InterruptedException {
        var events = client.subscribe(event -> true, new EventBuffer(2, Overflow.fail()));
        events("E", 1, 2, 3, 4);

        assertEquals("E 1", words(events.poll(Duration.ZERO).orElseThrow()));
        assertEquals("E 2", words(events.poll(Duration.ZERO).orElseThrow()));
        assertThrows(WrongStateException.class, () -> events.poll(Duration.ZERO));
    }

    @Test
    void endsWithTheClient() throws InterruptedException {
        var events = client.subscribe();
        peer.event("LAST");
        client.close();
        peer.loop.runPending();

        Iterator<EventNotice<Event>> all = events.iterator();
        assertEquals("LAST", words(all.next()));
        assertFalse(all.hasNext());
        assertThrows(NoSuchElementException.class, all::next);
        assertTrue(client.subscribe().isOver());
    }

    @Test
    void tellsOfALostConnection() throws InterruptedException {
        var events = client.subscribe();
        peer.event("LAST");
        peer.close();

        assertEquals("LAST", words(events.poll(Duration.ZERO).orElseThrow()));
        assertThrows(ConnectionLostException.class, () -> events.poll(Duration.ZERO));
        Iterator<EventNotice<Event>> all = events.iterator();
        assertThrows(ConnectionLostException.class, all::hasNext);
    }

    @Test
    void waitsForEvents() throws InterruptedException {
        try (var events = client.subscribe()) {
            List<String> seen = new ArrayList<>();
            Thread consumer = new Thread(() -> events.forEach(notice -> seen.add(words(notice))));
            consumer.start();
            events("E", 1, 2, 3);
            client.close();
            peer.loop.runPending();
            consumer.join();

            assertEquals(List.of("E 1", "E 2", "E 3"), seen);
        }
    }

    @Test
    void interruptionEndsAnIteration() throws InterruptedException {
        try (var events = client.subscribe()) {
            List<Boolean> interrupted = new ArrayList<>();
            Thread consumer = new Thread(() -> {
                events.forEach(notice -> {});
                interrupted.add(Thread.currentThread().isInterrupted());
            });
            consumer.start();
            consumer.interrupt();
            consumer.join();

            assertEquals(List.of(true), interrupted);
        }
    }

    @Test
    void listenersAreToldAtOnce() {
        List<String> told = new ArrayList<>();
        ListenerRegistration listening =
                client.listen(event -> !event.name().equals("NO"), event -> told.add(event.name()));
        peer.event("YES");
        peer.event("NO");
        listening.close();
        peer.event("YES");

        assertEquals(List.of("YES"), told);
    }

    @Test
    void aListenerThatFailsHurtsNobody() throws InterruptedException {
        client.listen(event -> {
            throw new IllegalStateException("on purpose");
        });
        try (var events = client.subscribe()) {
            events("E", 1, 2);

            assertEquals(List.of("E 1", "E 2"), all(events));
        }
    }

    @Test
    void listenersAreToldOfTheEnd() {
        List<Optional<?>> ends = new ArrayList<>();
        EventListener listener = new EventListener() {
            @Override
            public void event(Event event) {}

            @Override
            public void ended(Optional<io.qmp.api.error.QmpException> cause) {
                ends.add(cause);
            }
        };
        client.listen(listener);
        peer.close();
        client.listen(listener);

        assertEquals(2, ends.size());
        assertInstanceOf(ConnectionLostException.class, ends.get(0).orElseThrow());
    }

    @Test
    void aKeyThatThrowsLeavesAGap() throws InterruptedException {
        Overflow failing = Overflow.coalesce(event -> {
            throw new AssertionError("foreign");
        });
        try (var events = client.subscribe(event -> true, new EventBuffer(2, failing))) {
            events("E", 1, 2, 3);

            assertEquals(List.of("OVERFLOW 1", "E 2", "E 3"), all(events));
            assertEquals(1, metrics.lost);
        }
    }

    @Test
    void aPredicateThatThrowsLeavesAGap() throws InterruptedException {
        try (var events = client.subscribe(
                event -> 10 / (event.data().integer("n").orElseThrow() - 2) != 77, EventBuffer.DEFAULT)) {
            events("E", 1, 2, 3);

            assertEquals(List.of("E 1", "UNREADABLE 1", "E 3"), all(events));
        }
    }
}
