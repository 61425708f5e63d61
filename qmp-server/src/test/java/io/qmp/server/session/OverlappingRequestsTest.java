package io.qmp.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.local.ManualEventLoop;
import io.qmp.server.dispatch.InBandQueue;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OverlappingRequestsTest {
    private static final int LIMIT = 3;

    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);
    private final InBandQueue queue = new InBandQueue(LIMIT);
    private final ScriptedSession session = new ScriptedSession(loop);
    private final OverlappingRequests requests = new OverlappingRequests(session, queue, LIMIT, true);

    @BeforeEach
    void read() {
        session.reads(requests);
    }

    @Test
    void requestsBeginWithoutWaitingForReplies() {
        session.receive("hold1", "hold2");
        assertThat(session.events).containsExactly("begin hold1", "begin hold2");
        assertThat(requests.mayEnd()).isTrue();
    }

    @Test
    void repliesAreSentInTheOrderOfTheRequests() {
        session.receive("hold1", "a", "hold2");
        session.release("hold2");
        assertThat(session.events).containsExactly("begin hold1", "begin a", "begin hold2");
        session.release("hold1");
        assertThat(session.events)
                .containsExactly("begin hold1", "begin a", "begin hold2", "answer hold1", "answer a", "answer hold2");
    }

    @Test
    void nothingIsReadWhileAsManyAreUnansweredAsMay() {
        session.receive("hold1", "hold2", "hold3", "a!");
        assertThat(requests.hasRoom()).isFalse();
        session.releaseAndRun("hold2");
        assertThat(session.events).as("its reply waits").hasSize(3);
        session.releaseAndRun("hold1");
        assertThat(session.events).endsWith("answer hold1", "answer hold2", "begin a!", "answer a!");
    }

    @Test
    void theNextRequestBeginsInATaskOfItsOwnAfterALateReply() {
        session.receive("hold1", "hold2", "hold3", "a");
        session.release("hold1");
        assertThat(session.events).as("not within the call that replies").endsWith("begin hold3", "answer hold1");
        loop.runPending();
        assertThat(session.events).endsWith("answer hold1", "begin a");
    }

    @Test
    void allThatWereNotReadFollowWhenAllHaveBeenAnswered() {
        session.receive("hold1", "hold2", "hold3", "hold4", "hold5", "hold6", "hold7", "a");
        session.release("hold1");
        session.receive("b");
        session.release("hold2");
        session.releaseAndRun("hold3");
        assertThat(session.events).endsWith("answer hold3", "begin hold4", "begin hold5", "begin hold6");
        session.releaseAndRun("hold4");
        session.releaseAndRun("hold5");
        session.releaseAndRun("hold6");
        session.releaseAndRun("hold7");
        assertThat(session.events).endsWith("answer hold7", "answer a", "answer b");
    }

    @Test
    void outOfBandRequestsOvertakeAndAreExecutedOneAtATime() {
        session.receive("hold", "hold!", "b!");
        assertThat(session.events).containsExactly("begin hold", "begin hold!");
        session.releaseAndRun("hold!");
        assertThat(session.events).endsWith("answer hold!", "begin b!", "answer b!");
    }

    @Test
    void errorsOfOutOfBandRequestsKeepTheOrderIfThatIsNotEnabled() {
        OverlappingRequests inBand = new OverlappingRequests(session, queue, LIMIT, false);
        session.reads(inBand);
        session.receive("hold", "a!");
        assertThat(inBand.mayEnd()).as("the client has ended its input").isFalse();
        session.releaseAndRun("hold");
        assertThat(session.events).containsExactly("begin hold", "begin a!", "answer hold", "answer a!");
        assertThat(inBand.mayEnd()).isTrue();
    }

    @Test
    void theEndOfTheServerWaitsForAllThatHaveBegun() {
        AtomicBoolean idle = new AtomicBoolean();
        session.receive("hold1", "hold2");
        queue.stop(() -> idle.set(true));
        session.receive("a");
        session.releaseAndRun("hold1");
        assertThat(idle).isFalse();
        session.releaseAndRun("hold2");
        assertThat(idle).isTrue();
        assertThat(session.events).containsExactly("begin hold1", "begin hold2", "answer hold1", "answer hold2");
    }

    @Test
    void repliesAfterTheEndOfTheSessionAreDropped() {
        session.receive("hold1", "hold2");
        requests.clear();
        session.releaseAndRun("hold1");
        assertThat(session.events).containsExactly("begin hold1", "begin hold2");
    }
}
