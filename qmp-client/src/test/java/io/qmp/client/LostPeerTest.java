package io.qmp.client;

import static io.qmp.client.Expect.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.value.QmpObject;
import io.qmp.contracts.ScriptedPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection that stays though its monitor is gone. */
class LostPeerTest {
    private static final String UNNEGOTIATED = "{\"id\": ID, \"error\": {\"class\": \"CommandNotFound\", \"desc\":"
            + " \"Expecting capabilities negotiation with 'qmp_capabilities'\"}}\r\n";
    private static final Duration AFTER = Duration.ofSeconds(30);
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final ScriptedPeer peer = new ScriptedPeer();
    private final List<ClientState> states = new ArrayList<>();

    private QmpClientBuilder builder() {
        return QmpClient.builder().stateListener((before, now, cause) -> states.add(now));
    }

    @Test
    void aMonitorThatAsksForNegotiationIsALoss() {
        QmpClient client = Clients.running(peer, builder());
        var first = client.execute("first", QmpObject.EMPTY);
        var second = client.execute("second", QmpObject.EMPTY);
        peer.send(UNNEGOTIATED.replace("ID", peer.next().get("id").toString()));

        var failure = failure(ConnectionLostException.class, first);
        assertThat(failure.getMessage().contains("Expecting capabilities negotiation"))
                .as(failure.getMessage())
                .isTrue();
        failure(ConnectionLostException.class, second);
        assertThat(client.state()).isEqualTo(ClientState.CLOSED);
    }

    @Test
    void aMonitorThatGreetsAgainIsALoss() {
        QmpClient client = Clients.running(peer, builder());
        var pending = client.execute("pending", QmpObject.EMPTY);
        peer.next();
        peer.send(ScriptedPeer.GREETING);

        failure(ConnectionLostException.class, pending);
        assertThat(client.state()).isEqualTo(ClientState.CLOSED);
    }

    @Test
    void aSilentPeerIsAskedAndGivenUp() {
        QmpClient client = Clients.running(peer, builder().outOfBand(false).idleProbe(AFTER, LIMIT));
        peer.pass(AFTER.minusSeconds(1));
        assertThat(peer.requested()).isEmpty();
        peer.pass(Duration.ofSeconds(1));
        assertThat(ScriptedPeer.name(peer.next())).isEqualTo("query-version");
        peer.pass(LIMIT);

        assertThat(client.state()).isEqualTo(ClientState.CLOSED);
        assertThat(peer.loop().timers()).isEqualTo(0);
    }

    @Test
    void aPeerThatAnswersOutOfBandIsBusyAndKept() {
        QmpClient client = Clients.running(peer, builder().outOfBand(true).idleProbe(AFTER, LIMIT));
        peer.pass(AFTER);
        assertThat(ScriptedPeer.name(peer.next())).isEqualTo("query-version");
        peer.pass(LIMIT);
        QmpObject question = peer.next();
        assertThat(question.string("exec-oob")).contains("query-version");
        peer.send(
                "{\"id\": " + question.get("id") + ", \"error\": {\"class\": \"GenericError\", \"desc\": \"no\"}}\r\n");
        peer.pass(LIMIT);

        assertThat(client.state()).isEqualTo(ClientState.RUNNING);
    }

    @Test
    void aPeerThatDoesNotAnswerOutOfBandEitherIsGivenUp() {
        QmpClient client = Clients.running(peer, builder().outOfBand(true).idleProbe(AFTER, LIMIT));
        peer.pass(AFTER);
        peer.next();
        peer.pass(LIMIT);
        peer.next();
        assertThat(client.state()).isEqualTo(ClientState.RUNNING);
        peer.pass(LIMIT);

        assertThat(client.state()).isEqualTo(ClientState.CLOSED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"return\": {}, \"id\": ID}\r\n",
                "{\"id\": ID, \"error\": {\"class\": \"CommandNotFound\", \"desc\": \"The command is not there\"}}\r\n",
                "{\"event\": \"X\"}\r\n",
                "{",
            })
    void whateverThePeerSendsItIsAlive(String sign) {
        QmpClient client = Clients.running(peer, builder().idleProbe(AFTER, LIMIT));
        for (int i = 0; i < 3; i++) {
            peer.pass(i == 0 ? AFTER : AFTER.minus(LIMIT));
            peer.send(sign.replace("ID", peer.next().get("id").toString()));
            peer.pass(LIMIT);
            assertThat(client.state()).isEqualTo(ClientState.RUNNING);
            if (sign.equals("{")) {
                break;
            }
        }
        client.close();
        peer.loop().runPending();
        assertThat(peer.loop().timers()).isEqualTo(0);
    }

    @Test
    void aPeerThatIsBusyWithACommandIsNotAsked() {
        QmpClient client = Clients.running(peer, builder().idleProbe(AFTER, LIMIT));
        var busy = client.execute("busy", QmpObject.EMPTY, CallOptions.DEFAULT.withHardLimit(Duration.ofHours(1)));
        peer.next();
        peer.pass(Duration.ofMinutes(30));

        assertThat(peer.requested()).isEmpty();
        assertThat(busy.isDone()).isFalse();
        assertThat(client.state()).isEqualTo(ClientState.RUNNING);
    }

    @Test
    void anAgentIsPinged() {
        var connecting = QmpClient.builder().idleProbe(AFTER, LIMIT).agentOver(peer.connection());
        peer.answerSync(peer.next());
        QgaClient agent = connecting.toCompletableFuture().join();
        peer.pass(AFTER);
        assertThat(ScriptedPeer.name(peer.next())).isEqualTo("guest-ping");
        peer.pass(LIMIT);

        assertThat(agent.state()).isEqualTo(ClientState.CLOSED);
    }
}
