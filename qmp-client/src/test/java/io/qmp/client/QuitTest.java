package io.qmp.client;

import static io.qmp.client.Expect.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.type.Nothing;
import io.qmp.api.value.QmpObject;
import io.qmp.client.operation.Operations;
import io.qmp.contracts.ScriptedPeer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A QEMU may end before it has sent the reply to {@code quit}. */
class QuitTest {
    private final ScriptedPeer peer = new ScriptedPeer();
    private final CountingMetrics metrics = new CountingMetrics();
    private final QmpClient client = Clients.running(peer, QmpClient.builder().metrics(metrics));

    @Test
    void quitSucceedsIfTheConnectionEndsAfterShutdown() {
        var quit = client.execute("quit", QmpObject.EMPTY);
        var behind = client.execute("query-status", QmpObject.EMPTY);
        peer.next();
        peer.event("SHUTDOWN", "{\"guest\": false, \"reason\": \"host-qmp-quit\"}");
        assertThat(quit.isDone()).isFalse();
        peer.close();

        assertThat(quit.join()).isEqualTo(QmpObject.EMPTY);
        failure(ConnectionLostException.class, behind);
        assertThat(metrics.ended.get("quit SUCCEEDED")).isEqualTo(1);
        assertThat(client.state()).isEqualTo(ClientState.CLOSED);
    }

    @Test
    void typedQuitSucceedsToo() {
        var quit = client.execute(new TestCommands.Quit());
        peer.next();
        peer.event("SHUTDOWN");
        peer.send("{\"return\": {");
        peer.close();

        assertThat(quit.join()).isEqualTo(Nothing.NOTHING);
    }

    @Test
    void theOperationSucceedsToo() {
        var quit = Operations.of(client).quit(Duration.ofSeconds(10));
        peer.next();
        peer.event("SHUTDOWN");
        peer.close();

        assertThat(quit.join()).isEqualTo(Nothing.NOTHING);
    }

    @Test
    void quitIsLostIfTheMachineHasNotSaidThatItEnds() {
        var quit = client.execute("quit", QmpObject.EMPTY);
        peer.next();
        peer.close();

        failure(ConnectionLostException.class, quit);
    }

    @Test
    void whatWasSaidBeforeQuitWasSentDoesNotCount() {
        peer.event("SHUTDOWN", "{\"guest\": true, \"reason\": \"guest-shutdown\"}");
        var quit = client.execute("quit", QmpObject.EMPTY);
        peer.next();
        peer.close();

        failure(ConnectionLostException.class, quit);
    }

    @Test
    void otherCommandsAreLost() {
        var powerdown = client.execute("system_powerdown", QmpObject.EMPTY);
        peer.next();
        peer.event("SHUTDOWN");
        peer.close();

        failure(ConnectionLostException.class, powerdown);
    }

    @Test
    void theReplyCountsWhereItComes() {
        var quit = client.execute("quit", QmpObject.EMPTY);
        QmpObject request = peer.next();
        peer.event("SHUTDOWN");
        peer.answer(request, "{}");
        peer.close();

        assertThat(quit.join()).isEqualTo(QmpObject.EMPTY);
        assertThat(metrics.ended.get("quit SUCCEEDED")).isEqualTo(1);
    }

    @Test
    void aClientThatClosesItselfHasNotSeenTheEnd() {
        var quit = client.execute("quit", QmpObject.EMPTY);
        peer.next();
        peer.event("SHUTDOWN");
        client.close();
        peer.loop().runPending();

        failure(ConnectionLostException.class, quit);
    }
}
