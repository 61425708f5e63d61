package io.qmp.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.local.ManualEventLoop;
import io.qmp.server.dispatch.InBandQueue;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InBandRequestsTest {
    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);
    private final InBandQueue queue = new InBandQueue(1);
    private final ScriptedSession session = new ScriptedSession(loop);
    private final InBandRequests requests = new InBandRequests(session, queue);
    private final ScriptedSession other = new ScriptedSession(loop, session.events);
    private final InBandRequests otherRequests = new InBandRequests(other, queue);

    @BeforeEach
    void read() {
        session.reads(requests);
        other.reads(otherRequests);
    }

    @Test
    void requestsThatAreAnsweredAtOnceAreReadInOneTurn() {
        session.receive("a", "b", "c");

        assertThat(session.events).containsExactly("begin a", "answer a", "begin b", "answer b", "begin c", "answer c");
        assertThat(requests.hasRoom()).isTrue();
    }

    @Test
    void nothingIsReadWhileARequestIsUnanswered() {
        session.receive("hold", "a");
        assertThat(requests.hasRoom()).isFalse();
        assertThat(session.unread).hasSize(1);

        session.releaseAndRun("hold");
        assertThat(session.events).containsExactly("begin hold", "answer hold", "begin a", "answer a");
        assertThat(requests.hasRoom()).isTrue();
    }

    @Test
    void nothingIsReadWhileARequestWaitsForTheTurnOfAnotherSession() {
        other.receive("hold");
        session.receive("a", "b");
        assertThat(requests.hasRoom()).isFalse();
        assertThat(session.events).containsExactly("begin hold");

        other.releaseAndRun("hold");
        assertThat(session.events)
                .containsExactly("begin hold", "answer hold", "begin a", "answer a", "begin b", "answer b");
    }

    @Test
    void theNextRequestBeginsInATaskOfItsOwnAfterALateReply() {
        session.receive("hold", "a");
        session.release("hold");
        assertThat(session.events).as("not within the call that replies").containsExactly("begin hold", "answer hold");

        loop.runPending();
        assertThat(session.events).endsWith("begin a", "answer a");
    }

    @Test
    void anOutOfBandRequestIsAnsweredWithoutATurn() {
        other.receive("hold");
        session.receive("refused!");

        assertThat(session.events).containsExactly("begin hold", "begin refused!", "answer refused!");
        assertThat(requests.hasRoom()).isTrue();
    }

    @Test
    void aRequestThatWaitsWhenItsSessionEndsIsNotExecuted() {
        other.receive("hold");
        session.receive("a");
        requests.clear();
        other.receive("b");

        other.releaseAndRun("hold");
        assertThat(session.events).containsExactly("begin hold", "answer hold", "begin b", "answer b");
    }

    @Test
    void theTurnOfASessionThatHasEndedLastsUntilItsCommandIsAnswered() {
        session.receive("hold");
        requests.clear();
        other.receive("a");
        assertThat(session.events).containsExactly("begin hold");

        session.releaseAndRun("hold");
        assertThat(session.events).endsWith("begin a", "answer a");
    }

    @Test
    void aStoppedQueueExecutesNothingThatWaits() {
        other.receive("hold");
        session.receive("a");
        boolean[] idle = {false};
        queue.stop(() -> idle[0] = true);
        assertThat(idle[0]).as("a command runs").isFalse();

        other.releaseAndRun("hold");
        assertThat(idle[0]).isTrue();
        assertThat(session.events).containsExactly("begin hold", "answer hold");
    }
}
