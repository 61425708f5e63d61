package io.qmp.client;

import static io.qmp.client.Expect.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.PeerLacksException;
import io.qmp.api.schema.MissingElement;
import io.qmp.api.schema.SchemaElement;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.contracts.ScriptedPeer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeerCheckTest {
    private static final String SCHEMA = """
            [{"name": "echo", "meta-type": "command", "arg-type": "1", "ret-type": "0"},
             {"name": "0", "meta-type": "object", "members": []},
             {"name": "1", "meta-type": "object", "members": [{"name": "text", "type": "str"}]},
             {"name": "str", "meta-type": "builtin", "json-type": "string"}]""".replace("\n", "");

    private final ScriptedPeer peer = new ScriptedPeer();
    private final QmpClient client = client(true);

    private QmpClient client(boolean checks) {
        return Clients.running(
                peer,
                QmpClient.builder()
                        .checkPeer(checks)
                        .commandLimits(CommandLimits.shipped()
                                .withAll(new CommandLimit(Duration.ofSeconds(1), Duration.ofSeconds(10)))));
    }

    @AfterEach
    void leavesNothingBehind() {
        client.close();
        peer.loop().runPending();
        assertThat(peer.loop().timers()).as("timers left").isEqualTo(0);
    }

    private CompletableFuture<TestCommands.Echoed> echo(String text) {
        return client.execute(new TestCommands.Echo(text, null));
    }

    @Test
    void theFirstCommandWaitsUntilThePeerHasToldWhatItKnows() {
        var first = echo("a");
        var second = echo("b");

        assertThat(peer.requested()).isEqualTo(List.of("query-qmp-schema"));
        peer.answer(SCHEMA);
        assertThat(peer.requested()).isEqualTo(List.of("echo", "echo"));
        peer.answer("{\"text\": \"a\"}");
        peer.answer("{\"text\": \"b\"}");
        assertThat(first.join().text()).isEqualTo("a");
        assertThat(second.join().text()).isEqualTo("b");
    }

    @Test
    void whatThePeerLacksIsNotSent() {
        var argument = client.execute(new TestCommands.Echo("a", 2L));
        var command = client.execute("query-status", QmpObject.EMPTY);
        var known = echo("b");
        peer.answer(SCHEMA);

        PeerLacksException lacks = failure(PeerLacksException.class, argument);
        assertThat(lacks.command()).isEqualTo("echo");
        assertThat(lacks.lacks()).isEqualTo(List.of(new MissingElement(SchemaElement.MEMBER, "echo:arg/times")));
        assertThat(lacks.getMessage()).isEqualTo("echo was not sent: the peer does not know the member echo:arg/times");
        assertThat(failure(PeerLacksException.class, command).lacks())
                .isEqualTo(List.of(new MissingElement(SchemaElement.COMMAND, "query-status")));
        peer.answer("{\"text\": \"b\"}");
        assertThat(known.isDone()).isTrue();
        assertThat(peer.requested()).isEmpty();
    }

    @Test
    void thePeerIsAskedOnce() {
        var first = client.peerSchema();
        peer.answer(SCHEMA);
        var second = client.peerSchema();
        echo("a");

        assertThat(peer.requested()).isEqualTo(List.of("echo"));
        assertThat(first.join().has("echo:arg/text")).isTrue();
        assertThat(second.join()).isSameAs(first.join());
    }

    @Test
    void everythingIsSentToAPeerThatHasNoIntrospection() {
        var first = client.execute("query-status", QmpObject.EMPTY);
        peer.refuse("CommandNotFound", "The command query-qmp-schema has not been found");
        var second = client.execute("query-name", QmpObject.of("x", QmpValue.of(1)));

        assertThat(peer.requested()).isEqualTo(List.of("query-status", "query-name"));
        assertThat(first.isDone() || second.isDone()).isFalse();
        var schema = client.peerSchema();
        peer.loop().runPending();
        failure(CommandFailedException.class, schema);
    }

    @Test
    void whoDoesNotAnswerIsAskedAgain() {
        var first = echo("a");
        peer.next();
        peer.pass(Duration.ofSeconds(11));
        failure(CommandTimeoutException.class, first);

        var second = echo("b");
        peer.answer(SCHEMA);
        peer.answer("{\"text\": \"b\"}");
        assertThat(second.isDone()).isTrue();
    }

    @Test
    void commandsThatWaitEndWithTheConnection() {
        var first = echo("a");
        peer.next();
        peer.close();

        failure(ConnectionLostException.class, first);
    }

    @Test
    void aCommandWaitsForTheSchemaNoLongerThanItsLimit() {
        var patient = echo("a");
        var hasty = client.execute("echo", QmpObject.EMPTY, CallOptions.DEFAULT.withHardLimit(Duration.ofSeconds(2)));
        peer.next();
        peer.pass(Duration.ofSeconds(2));

        assertThat(failure(CommandTimeoutException.class, hasty).notSent()).isTrue();
        assertThat(patient.isDone()).isFalse();
        peer.pass(Duration.ofSeconds(1));
        assertThat(patient.isDone()).isFalse();
    }

    @Test
    void theTimeSpentWaitingForTheSchemaCounts() {
        var first = client.execute(
                "echo",
                QmpObject.of("text", QmpValue.of("a")),
                CallOptions.DEFAULT.withHardLimit(Duration.ofSeconds(4)));
        QmpObject query = peer.next();
        peer.pass(Duration.ofSeconds(3));
        peer.answer(query, SCHEMA);
        peer.next();
        peer.pass(Duration.ofSeconds(1));

        assertThat(failure(CommandTimeoutException.class, first).notSent()).isFalse();
    }
}
