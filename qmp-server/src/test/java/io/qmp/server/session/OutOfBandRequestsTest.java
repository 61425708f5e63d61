package io.qmp.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.local.ManualEventLoop;
import io.qmp.server.dispatch.InBandQueue;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutOfBandRequestsTest {
    private static final int LENGTH = 2;

    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);
    private final InBandQueue queue = new InBandQueue(1);
    private final ScriptedSession session = new ScriptedSession(loop);
    private final OutOfBandRequests requests = new OutOfBandRequests(session, queue, LENGTH);
    private final ScriptedSession other = new ScriptedSession(loop, session.events);
    private final OutOfBandRequests otherRequests = new OutOfBandRequests(other, queue, LENGTH);

    @BeforeEach
    void read() {
        session.reads(requests);
        other.reads(otherRequests);
    }

    @Test
    void inBandRequestsAreExecutedInTheirOrder() {
        session.receive("a", "b", "c");

        assertThat(session.events).containsExactly("begin a", "answer a", "begin b", "answer b", "begin c", "answer c");
        assertThat(requests.hasRoom()).isTrue();
    }

    @Test
    void asManyWaitBehindTheRunningOneAsMay() {
        session.receive("hold1", "a");
        assertThat(requests.hasRoom()).as("one waits").isTrue();
        session.receive("hold2", "b");
        assertThat(requests.hasRoom()).as("two wait").isFalse();
        assertThat(session.unread).hasSize(1);
        assertThat(session.events).containsExactly("begin hold1");
    }

    @Test
    void anOutOfBandRequestBehindAFullQueueIsReadWhenOneHasLeftIt() {
        session.receive("hold1", "hold2", "hold3", "a!");
        assertThat(session.events).as("not read").containsExactly("begin hold1");

        session.releaseAndRun("hold1");
        assertThat(session.events)
                .containsExactly("begin hold1", "answer hold1", "begin hold2", "begin a!", "answer a!");
    }

    @Test
    void outOfBandRequestsOvertakeThoseThatRunAndWait() {
        session.receive("hold", "a", "b!", "c!");

        assertThat(session.events).containsExactly("begin hold", "begin b!", "answer b!", "begin c!", "answer c!");
        assertThat(session.unread).isEmpty();
    }

    @Test
    void nothingIsReadWhileAnOutOfBandCommandRuns() {
        session.receive("hold!", "a!", "b");
        assertThat(requests.hasRoom()).isFalse();
        assertThat(session.events).containsExactly("begin hold!");

        session.release("hold!");
        assertThat(requests.hasRoom()).as("in the turn of the reply").isFalse();
        loop.runPending();
        assertThat(session.events)
                .containsExactly("begin hold!", "answer hold!", "begin a!", "answer a!", "begin b", "answer b");
        assertThat(requests.hasRoom()).isTrue();
    }

    @Test
    void waitingRequestsAreExecutedWhileAnOutOfBandCommandRuns() {
        session.receive("hold", "a", "hold!", "b");
        session.releaseAndRun("hold");

        assertThat(session.events).containsExactly("begin hold", "begin hold!", "answer hold", "begin a", "answer a");
        assertThat(session.unread).hasSize(1);
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
    void sessionsTakeTurnsOfOneCommandEach() {
        session.receive("hold", "a", "b");
        other.receive("c", "d");
        session.releaseAndRun("hold");

        assertThat(session.events)
                .filteredOn(event -> event.startsWith("begin"))
                .containsExactly("begin hold", "begin a", "begin c", "begin b", "begin d");
    }

    @Test
    void requestsThatWaitWhenTheirSessionEndsAreNotExecuted() {
        session.receive("hold", "a", "b");
        other.receive("c");
        requests.clear();
        assertThat(session.events).containsExactly("begin hold");

        session.releaseAndRun("hold");
        assertThat(session.events).containsExactly("begin hold", "answer hold", "begin c", "answer c");
    }

    @Test
    void anOutOfBandCommandOfASessionThatHasEndedDelaysNobody() {
        session.receive("hold!");
        requests.clear();
        other.receive("a");
        assertThat(session.events).containsExactly("begin hold!", "begin a", "answer a");

        session.releaseAndRun("hold!");
        assertThat(session.events).endsWith("answer hold!");
    }
}
