package io.qmp.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.message.Event;
import io.qmp.contracts.ScriptedPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EventPublisherTest {
    private final ScriptedPeer peer = new ScriptedPeer();
    private final QmpClient client = Clients.running(peer, QmpClient.builder());
    private final Recorder recorder = new Recorder();

    @Test
    void deliversWhatIsRequested() {
        client.subscribe().subscribe(recorder);
        peer.event("A");
        peer.event("B");
        peer.event("C");
        assertThat(recorder.seen).isEqualTo(List.of("subscribed"));
        recorder.request(2);
        peer.loop().runPending();
        assertThat(recorder.seen).isEqualTo(List.of("subscribed", "A", "B"));
        recorder.request(Long.MAX_VALUE);
        recorder.request(Long.MAX_VALUE);
        peer.event("D");

        assertThat(recorder.seen).isEqualTo(List.of("subscribed", "A", "B", "C", "D"));
    }

    @Test
    void tellsOfTheEnd() {
        client.subscribe().subscribe(recorder);
        recorder.request(1);
        client.close();
        peer.loop().runPending();

        assertThat(recorder.seen).isEqualTo(List.of("subscribed", "completed"));
    }

    @Test
    void tellsOfALossAfterWhatWasBeforeIt() {
        client.subscribe().subscribe(recorder);
        peer.event("A");
        peer.close();
        assertThat(recorder.seen).isEqualTo(List.of("subscribed"));
        recorder.request(5);
        peer.loop().runPending();

        assertThat(recorder.seen).isEqualTo(List.of("subscribed", "A", "ConnectionLostException"));
    }

    @Test
    void saysNothingAfterCancellation() {
        client.subscribe().subscribe(recorder);
        recorder.request(5);
        peer.event("A");
        recorder.cancel();
        peer.event("B");
        client.close();
        peer.loop().runPending();

        assertThat(recorder.seen).isEqualTo(List.of("subscribed", "A"));
    }

    @Test
    void cancellationEndsTheSubscription() {
        var events = client.subscribe();
        events.subscribe(recorder);
        recorder.cancel();
        peer.event("A");

        assertThat(events.isOver()).isTrue();
    }

    @Test
    void mayBeCancelledWhileItDelivers() {
        recorder.onNext = notice -> recorder.cancel();
        client.subscribe().subscribe(recorder);
        recorder.request(5);
        peer.event("A");
        peer.event("B");

        assertThat(recorder.seen).isEqualTo(List.of("subscribed", "A"));
    }

    @Test
    void mayBeRequestedFromWhileItDelivers() {
        recorder.onNext = notice -> recorder.request(1);
        client.subscribe().subscribe(recorder);
        for (int i = 0; i < 1000; i++) {
            peer.event("A");
        }
        recorder.request(1);
        peer.loop().runPending();

        assertThat(recorder.seen.size()).isEqualTo(1001);
    }

    @Test
    void deliversNothingMoreToASubscriberThatFails() {
        recorder.onNext = notice -> {
            throw new IllegalStateException("on purpose");
        };
        var events = client.subscribe();
        events.subscribe(recorder);
        recorder.request(5);
        peer.event("A");
        peer.event("B");

        assertThat(recorder.seen).isEqualTo(List.of("subscribed", "A"));
        assertThat(events.isOver()).isTrue();
    }

    @Test
    void refusesASecondSubscriber() {
        var events = client.subscribe();
        events.subscribe(new Recorder());
        events.subscribe(recorder);

        assertThat(recorder.seen).isEqualTo(List.of("subscribed", "WrongStateException"));
    }

    @Test
    void refusesARequestOfNothing() {
        client.subscribe().subscribe(recorder);
        recorder.request(0);
        peer.loop().runPending();

        assertThat(recorder.seen).isEqualTo(List.of("subscribed", "IllegalArgumentException"));
    }

    private static final class Recorder implements Flow.Subscriber<EventNotice<Event>> {
        private final List<String> seen = new ArrayList<>();
        private Flow.@Nullable Subscription subscription;
        private Consumer<EventNotice<Event>> onNext = notice -> {};

        void request(long n) {
            subscription.request(n);
        }

        void cancel() {
            subscription.cancel();
        }

        @Override
        public void onSubscribe(Flow.Subscription newSubscription) {
            subscription = newSubscription;
            seen.add("subscribed");
        }

        @Override
        public void onNext(EventNotice<Event> notice) {
            seen.add(EventsTest.words(notice));
            onNext.accept(notice);
        }

        @Override
        public void onError(Throwable failure) {
            seen.add(failure.getClass().getSimpleName());
        }

        @Override
        public void onComplete() {
            seen.add("completed");
        }
    }
}
