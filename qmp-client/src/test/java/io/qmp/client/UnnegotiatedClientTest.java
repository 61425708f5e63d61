package io.qmp.client;

import static io.qmp.client.Expect.failure;
import static io.qmp.client.Expect.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.NegotiationException;
import io.qmp.api.error.QmpError;
import io.qmp.api.message.Event;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.message.Timestamp;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.contracts.ScriptedPeer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client that leaves the negotiation to its user: all that the peer receives is the user's. */
class UnnegotiatedClientTest {
    private final ScriptedPeer peer = new ScriptedPeer();
    private final List<Event> events = new ArrayList<>();
    private CompletableFuture<QmpClient> connecting = new CompletableFuture<>();

    @BeforeEach
    void connect() {
        connecting = QmpClient.builder()
                .options(ClientOptions.DEFAULT.withNegotiation(false))
                .eventListener(events::add)
                .over(peer.connection());
        peer.loop().runPending();
    }

    private QmpClient greeted() {
        peer.send(ScriptedPeer.GREETING);
        return result(connecting);
    }

    @Test
    void readyWithTheGreetingAndSilent() {
        QmpClient client = greeted();
        assertThat(client.state()).isEqualTo(ClientState.RUNNING);
        assertThat(List.copyOf(client.greeting().orElseThrow().capabilities())).isEqualTo(List.of("oob"));
        peer.pass(Duration.ofMinutes(5));
        assertThat(peer.requested()).isEmpty();
    }

    @Test
    void userNegotiates() {
        QmpClient client = greeted();
        var early = client.send(new Request("query-status", QmpObject.EMPTY, null, false));
        String desc = "Expecting capabilities negotiation with 'qmp_capabilities'";
        peer.refuse(QmpError.COMMAND_NOT_FOUND, desc);
        assertThat(result(early)).isEqualTo(new Reply.Failure(new QmpError(QmpError.COMMAND_NOT_FOUND, desc), null));

        var capabilities = client.send(new Request("qmp_capabilities", QmpObject.EMPTY, QmpValue.of("c"), false));
        peer.answer("{}");
        assertThat(result(capabilities)).isEqualTo(new Reply.Success(QmpObject.EMPTY, QmpValue.of("c")));
        assertThat(client.state()).isEqualTo(ClientState.RUNNING);
    }

    @Test
    void eventsComeUntouchedFromBeforeTheGreetingOn() {
        peer.event("EARLY", "{\"b\": 1, \"a\": 2}");
        greeted();
        peer.event("LATE");
        assertThat(events.get(0).data().toString()).isEqualTo("{b=1, a=2}");
        assertThat(events.get(1)).isEqualTo(new Event("LATE", QmpObject.EMPTY, new Timestamp(1, 2)));
    }

    @Test
    void commandsAreNotHeldBack() {
        QmpClient client = greeted();
        for (int i = 0; i < 20; i++) {
            client.send(new Request("query-status", QmpObject.EMPTY, null, false));
        }
        assertThat(peer.requested().size()).isEqualTo(20);
    }

    @Test
    void failsWithoutAGreeting() {
        peer.pass(Duration.ofMinutes(1));
        failure(NegotiationException.class, connecting);
        assertThat(connecting.isCancelled()).isFalse();
    }
}
