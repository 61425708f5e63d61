package io.qmp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.message.Event;
import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpObject;
import io.qmp.client.EventNotice.Gap;
import io.qmp.client.EventNotice.Happened;
import io.qmp.contracts.ScriptedPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class EventsTest {
    private final ScriptedPeer peer = new ScriptedPeer();
    private final CountingMetrics metrics = new CountingMetrics();
    private final QmpClient client = Clients.running(peer, QmpClient.builder().metrics(metrics));

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

            assertThat(all(some)).isEqualTo(List.of("STOP", "RESUME 1", "RESUME 2"));
            assertThat(all(every)).isEqualTo(List.of("STOP", "RESET", "RESUME 1", "RESUME 2"));
            assertThat(all(few)).isEqualTo(List.of("RESUME 2"));
        }
        assertThat(metrics.events).isEqualTo(List.of("STOP", "RESET", "RESUME", "RESUME"));
    }

    @Test
    void aSubscriptionFromBeforeConnectingHasTheEventThatComesWithTheEndOfTheNegotiation() throws InterruptedException {
        ScriptedPeer other = new ScriptedPeer();
        List<EventSubscription<Event>> made = new ArrayList<>();
        QmpClient.builder()
                .beforeConnecting(unconnected -> made.add(unconnected.subscribe()))
                .over(other.connection());
        other.send(ScriptedPeer.GREETING);
        other.send("{\"return\": {}, \"id\": " + other.next().get(WireNames.ID) + "}\r\n"
                + "{\"event\": \"STOP\", \"timestamp\": {\"seconds\": 1, \"microseconds\": 0}}\r\n");

        assertThat(all(made.get(0))).isEqualTo(List.of("STOP"));
    }

    @Test
    void whatFailsBeforeConnectingIsTheFailureOfTheClient() {
        IllegalStateException failure = new IllegalStateException("not now");
        assertThat(QmpClient.builder()
                        .beforeConnecting(unconnected -> {
                            throw failure;
                        })
                        .over(new ScriptedPeer().connection()))
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCause(failure);
    }

    @Test
    void deliversNothingFromBeforeOrAfter() throws InterruptedException {
        peer.event("BEFORE");
        var events = client.subscribe();
        peer.event("DURING");
        events.close();
        peer.event("AFTER");

        assertThat(all(events)).isEqualTo(List.of("DURING"));
        assertThat(events.isOver()).isTrue();
        assertThat(events.poll(Duration.ofHours(1))).isEqualTo(Optional.empty());
    }

    @Test
    void whoSubscribesBeforeSeesWhatTheCommandCauses() throws InterruptedException {
        try (var events = client.subscribe()) {
            client.execute("stop", QmpObject.EMPTY);
            QmpObject request = peer.next();
            peer.event("STOP");
            peer.answer(request, "{}");

            assertThat(all(events)).isEqualTo(List.of("STOP"));
        }
    }

    @Test
    void bindsTypedEvents() throws InterruptedException {
        try (var events = client.subscribe(TestCommands.Shutdown.class)) {
            peer.event("STOP");
            peer.event("SHUTDOWN", "{\"guest\": true, \"reason\": \"guest-shutdown\", \"later\": 1}");

            var shutdown = assertThat(events.poll(Duration.ZERO).orElseThrow())
                    .asInstanceOf(InstanceOfAssertFactories.type(Happened.class))
                    .actual();
            assertThat(shutdown.value()).isEqualTo(new TestCommands.Shutdown(true, "guest-shutdown"));
            assertThat(shutdown.event().timestamp().seconds()).isEqualTo(1);
        }
    }

    @Test
    void whatTheTypeRefusesIsAGap() throws InterruptedException {
        try (var events = client.subscribe(TestCommands.Counted.class)) {
            peer.event("COUNTED", "{\"number\": -1}");
            peer.event("COUNTED", "{\"number\": 1}");

            assertThat(events.poll(Duration.ZERO).orElseThrow()).isEqualTo(new Gap<>(Gap.Reason.UNREADABLE, 1));
            assertThat(events.poll(Duration.ZERO).orElseThrow()).isInstanceOf(Happened.class);
        }
    }

    @Test
    void dropsTheOldest() throws InterruptedException {
        try (var events = client.subscribe(event -> true, new EventBuffer(3, Overflow.dropOldest()))) {
            events("E", 1, 2, 3, 4, 5);

            assertThat(all(events)).isEqualTo(List.of("OVERFLOW 2", "E 3", "E 4", "E 5"));
            events("E", 6);
            assertThat(all(events)).isEqualTo(List.of("E 6"));
            assertThat(metrics.lost).isEqualTo(2);
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

            assertThat(all(events)).isEqualTo(List.of("OVERFLOW 2", "C 1", "B 2", "D 1"));
        }
    }

    @Test
    void failsWhenFull() throws InterruptedException {
        var events = client.subscribe(event -> true, new EventBuffer(2, Overflow.fail()));
        events("E", 1, 2, 3, 4);

        assertThat(words(events.poll(Duration.ZERO).orElseThrow())).isEqualTo("E 1");
        assertThat(words(events.poll(Duration.ZERO).orElseThrow())).isEqualTo("E 2");
        assertThatThrownBy(() -> events.poll(Duration.ZERO)).isInstanceOf(WrongStateException.class);
    }

    @Test
    void endsWithTheClient() throws InterruptedException {
        var events = client.subscribe();
        peer.event("LAST");
        client.close();
        peer.loop().runPending();

        Iterator<EventNotice<Event>> all = events.iterator();
        assertThat(words(all.next())).isEqualTo("LAST");
        assertThat(all.hasNext()).isFalse();
        assertThatThrownBy(all::next).isInstanceOf(NoSuchElementException.class);
        assertThat(client.subscribe().isOver()).isTrue();
    }

    @Test
    void tellsOfALostConnection() throws InterruptedException {
        var events = client.subscribe();
        peer.event("LAST");
        peer.close();

        assertThat(words(events.poll(Duration.ZERO).orElseThrow())).isEqualTo("LAST");
        assertThatThrownBy(() -> events.poll(Duration.ZERO)).isInstanceOf(ConnectionLostException.class);
        Iterator<EventNotice<Event>> all = events.iterator();
        assertThatThrownBy(all::hasNext).isInstanceOf(ConnectionLostException.class);
    }

    @Test
    void waitsForEvents() throws InterruptedException {
        try (var events = client.subscribe()) {
            List<String> seen = new ArrayList<>();
            Thread consumer = new Thread(() -> events.forEach(notice -> seen.add(words(notice))));
            consumer.start();
            events("E", 1, 2, 3);
            client.close();
            peer.loop().runPending();
            consumer.join();

            assertThat(seen).isEqualTo(List.of("E 1", "E 2", "E 3"));
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

            assertThat(interrupted).isEqualTo(List.of(true));
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

        assertThat(told).isEqualTo(List.of("YES"));
    }

    @Test
    void aListenerThatFailsHurtsNobody() throws InterruptedException {
        client.listen(event -> {
            throw new IllegalStateException("on purpose");
        });
        try (var events = client.subscribe()) {
            events("E", 1, 2);

            assertThat(all(events)).isEqualTo(List.of("E 1", "E 2"));
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

        assertThat(ends.size()).isEqualTo(2);
        assertThat(ends.get(0).orElseThrow()).isInstanceOf(ConnectionLostException.class);
    }

    @Test
    void aKeyThatThrowsLeavesAGap() throws InterruptedException {
        Overflow failing = Overflow.coalesce(event -> {
            throw new AssertionError("foreign");
        });
        try (var events = client.subscribe(event -> true, new EventBuffer(2, failing))) {
            events("E", 1, 2, 3);

            assertThat(all(events)).isEqualTo(List.of("OVERFLOW 1", "E 2", "E 3"));
            assertThat(metrics.lost).isEqualTo(1);
        }
    }

    @Test
    void aPredicateThatThrowsLeavesAGap() throws InterruptedException {
        try (var events = client.subscribe(
                event -> 10 / (event.data().integer("n").orElseThrow() - 2) != 77, EventBuffer.DEFAULT)) {
            events("E", 1, 2, 3);

            assertThat(all(events)).isEqualTo(List.of("E 1", "UNREADABLE 1", "E 3"));
        }
    }

    @Test
    void eventsBeforeAReplyAreThereWhenItsCommandEnds() {
        try (var events = client.subscribe("E")) {
            var first = client.execute("query-status", QmpObject.EMPTY).thenApply(result -> {
                try {
                    return events.poll(Duration.ZERO).isPresent();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            peer.send("{\"event\": \"E\"}\r\n{\"return\": {}, \"id\": "
                    + peer.next().get("id") + "}\r\n");
            assertThat(first.join()).isTrue();
        }
    }
}
