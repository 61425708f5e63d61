package io.qmp.mux.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.NegotiationException;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.log.RateLimitedLog;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the log says of a peer that is awaited, and which failures are no reason to go on. */
class PeerWaitTest {
    private final ManualEventLoop loop = new ManualEventLoop(Instant.parse("2026-01-01T00:00:00Z"));
    private final Texts log = new Texts();
    private final PeerWait wait = new PeerWait(loop, new RateLimitedLog(log, loop::nanoTime), "unix:/run/vm.qmp");

    @Test
    void longWaitIsLoggedAndItsEndToo() {
        wait.begins();
        loop.advance(PeerWait.QUIET.minusMillis(1));
        assertThat(log.all).isEmpty();
        loop.advance(PeerWait.QUIET);
        assertThat(log.all)
                .containsExactly("WARNING waiting for unix:/run/vm.qmp: it is not there, or it serves another client");
        wait.succeeded();
        loop.advance(PeerWait.QUIET);
        assertThat(log.all).hasSize(2).last().asString().isEqualTo("WARNING connected to unix:/run/vm.qmp");
    }

    @Test
    void shortWaitIsNotLogged() {
        wait.begins();
        wait.succeeded();
        loop.advance(PeerWait.QUIET);
        assertThat(log.all).isEmpty();
    }

    @Test
    void peerThatRefusesIsNotWaitedFor() {
        assertThat(PeerWait.mayStillSucceed(new NegotiationException("it has ended before it was ready")))
                .isTrue();
        assertThat(PeerWait.mayStillSucceed(
                        new NegotiationException("it refused", CommandFailedException.generic("no"))))
                .isFalse();
        assertThat(PeerWait.mayStillSucceed(new ConnectFailedException("permission denied")))
                .isFalse();
    }
}
