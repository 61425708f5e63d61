package io.qmp.client;

import static io.qmp.client.Expect.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.CommandTimeoutException;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.PeerLacksException;
import io.qmp.api.schema.MissingElement;
import io.qmp.api.schema.SchemaElement;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
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
        return ScriptedPeer.running(
                peer,
                QmpClient.builder()
                        .checkPeer(checks)
                        .commandLimits(CommandLimits.shipped()
                                .withAll(new CommandLimit(Duration.ofSeconds(1), Duration.ofSeconds(10)))));
    }

    @AfterEach
    void leavesNothingBehind() {
        client.close();
        peer.loop.runPending();
        assertEquals(0, peer.loop.timers(), "timers left");
    }

    private CompletableFuture<TestCommands.Echoed> echo(String text) {
        return client.execute(new TestCommands.Echo(text, null));
    }

    @Test
    void theFirstCommandWaitsUntilThePeerHasToldWhatItKnows() {
        var first = echo("a");
        var second = echo("b");

        assertEquals(List.of("query-qmp-schema"), peer.requested());
        peer.answer(SCHEMA);
        assertEquals(List.of("echo", "echo"), peer.requested());
        peer.answer("{\"text\": \"a\"}");
        peer.answer("{\"text\": \"b\"}");
        assertEquals("a", first.join().text());
        assertEquals("b", second.join().text());
    }

    @Test
    void whatThePeerLacksIsNotSent() {
        var argument = client.execute(new TestCommands.Echo("a", 2L));
        var command = client.execute("query-status", QmpObject.EMPTY);
        var known = echo("b");
        peer.answer(SCHEMA);

        PeerLacksException lacks = failure(PeerLacksException.class, argument);
        assertEquals("echo", lacks.command());
        assertEquals(List.of(new MissingElement(SchemaElement.MEMBER, "echo:arg/times")), lacks.lacks());
        assertEquals("echo was not sent: the peer does not know the member echo:arg/times", lacks.getMessage());
        assertEquals(
                List.of(new MissingElement(SchemaElement.COMMAND, "query-status")),
                failure(PeerLacksException.class, command).lacks());
        peer.answer("{\"text\": \"b\"}");
        assertTrue(known.isDone());
        assertEquals(List.of(), peer.requested());
    }

    @Test
    void thePeerIsAskedOnce() {
        var first = client.peerSchema();
        peer.answer(SCHEMA);
        var second = client.peerSchema();
        echo("a");

        assertEquals(List.of("echo"), peer.requested());
        assertTrue(first.join().has("echo:arg/text"));
        assertSame(first.join(), second.join());
    }

    @Test
    void everythingIsSentToAPeerThatHasNoIntrospection() {
        var first = client.execute("query-status", QmpObject.EMPTY);
        peer.refuse("CommandNotFound", "The command query-qmp-schema has not been found");
        var second = client.execute("query-name", QmpObject.of("x", QmpValue.of(1)));

        assertEquals(List.of("query-status", "query-name"), peer.requested());
        assertFalse(first.isDone() || second.isDone());
        var schema = client.peerSchema();
        peer.loop.runPending();
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
        assertTrue(second.isDone());
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

        assertTrue(failure(CommandTimeoutException.class, hasty).notSent());
        assertFalse(patient.isDone());
        peer.pass(Duration.ofSeconds(1));
        assertFalse(patient.isDone());
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

        assertFalse(failure(CommandTimeoutException.class, first).notSent());
    }
}
