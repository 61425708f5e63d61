package io.qmp.client;

import static io.qmp.client.Expect.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.NegotiationException;
import io.qmp.api.error.ProtocolViolationException;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AgentTest {
    private static final String SENTINEL = "\u00ff";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ScriptedPeer peer = new ScriptedPeer();

    private CompletableFuture<QgaClient> connect() {
        return QgaClient.over(peer.connection()).toCompletableFuture();
    }

    private QgaClient running() {
        var client = connect();
        peer.answerBehind(SENTINEL, peer.next());
        return client.join();
    }

    @Test
    void sendsTheSentinelFirst() {
        connect();
        QmpObject request = peer.next();

        assertEquals("guest-sync-delimited", ScriptedPeer.name(request));
        assertEquals(SENTINEL, peer.takeRubbish());
    }

    @Test
    void dropsWhatIsLeftOfAnEarlierClient() {
        var client = connect();
        QmpObject request = peer.next();
        peer.send(
                "\": \"half a reply\"}\n{\"return\": 1, \"id\": " + request.get("id") + "}\n{\"error\": {\"class\": ");
        assertFalse(client.isDone());
        peer.answerBehind(SENTINEL, request);

        assertEquals(ClientState.RUNNING, client.join().state());
    }

    @Test
    void dropsWhatAnEarlierClientAskedFor() {
        var client = connect();
        QmpObject request = peer.next();
        peer.send(SENTINEL + "{\"return\": 77}\n");
        assertFalse(client.isDone());
        peer.answerBehind(SENTINEL, request);

        assertTrue(client.isDone());
    }

    @Test
    void failsIfNobodyAnswers() {
        var client = connect();
        peer.pass(Duration.ofSeconds(10));

        var failure = failure(NegotiationException.class, client);
        assertTrue(failure.getMessage().contains("no guest agent answered"), failure.getMessage());
    }

    @Test
    void executesCommands() {
        QgaClient client = running();
        var ping = client.execute("guest-ping", QmpObject.EMPTY);
        peer.answer("{}");

        assertEquals(QmpObject.EMPTY, ping.join());
    }

    @Test
    void silenceMayBeSuccess() {
        QgaClient client = running();
        var shutdown = client.executeSilent("guest-shutdown", QmpObject.of("mode", QmpValue.of("halt")), PATIENCE);
        peer.pass(Duration.ofSeconds(4));
        assertFalse(shutdown.isDone());
        peer.pass(Duration.ofSeconds(1));

        assertEquals(null, shutdown.join());
    }

    @Test
    void theEndMayBeSuccess() {
        QgaClient client = running();
        var shutdown = client.executeSilent("guest-shutdown", QmpObject.EMPTY, PATIENCE);
        peer.next();
        peer.close();

        assertEquals(null, shutdown.join());
    }

    @Test
    void anErrorIsNone() {
        QgaClient client = running();
        var suspend = client.executeSilent("guest-suspend-disk", QmpObject.EMPTY, PATIENCE);
        peer.refuse("GenericError", "not supported");

        failure(CommandFailedException.class, suspend);
    }

    private static final String SENTINEL_ERROR =
            "{\"error\": {\"class\": \"GenericError\", \"desc\": \"JSON parse error, stray '\\ufffd'\"}}\n";

    @Test
    void findsItsWayAfterHalfAReply() {
        QgaClient client = running();
        var info = client.execute("guest-info", QmpObject.EMPTY);
        peer.next();
        peer.send("{\"return\": {\"version\": \"7.2");
        var synced = client.sync();
        peer.answerBehind(SENTINEL, peer.next());
        assertEquals(null, synced.join());
        var ping = client.execute("guest-ping", QmpObject.EMPTY);
        peer.answer("{}");

        assertTrue(ping.isDone());
        failure(ProtocolViolationException.class, info);
    }

    @Test
    void theErrorOfASentinelIsForNoCommand() {
        QgaClient client = running();
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(client.execute("guest-file-open", QmpObject.EMPTY));
            all.add(client.sync());
            all.add(client.execute("guest-ping", QmpObject.EMPTY));
        }
        for (int i = 0; i < 150; i++) {
            if (peer.requested().get(0).equals("guest-sync-delimited")) {
                peer.send(SENTINEL_ERROR);
                peer.answerBehind(SENTINEL, peer.next());
            } else {
                peer.answer("7");
            }
        }

        all.forEach(CompletableFuture::join);
    }

    @Test
    void theErrorOfASentinelIsNotForACommandThatIsSilent() {
        QgaClient client = running();
        var silent = client.execute("guest-shutdown", QmpObject.EMPTY);
        var synced = client.sync();
        peer.next();
        peer.send(SENTINEL_ERROR);
        peer.answerBehind(SENTINEL, peer.next());

        assertEquals(null, synced.join());
        assertFalse(silent.isDone());
    }

    @Test
    void anErrorBeyondThoseOfSentinelsIsForTheOldest() {
        QgaClient client = running();
        var synced = client.sync();
        peer.send(SENTINEL_ERROR);
        peer.answerBehind(SENTINEL, peer.next());
        synced.join();
        var ping = client.execute("guest-ping", QmpObject.EMPTY);
        peer.next();
        peer.send(SENTINEL_ERROR);

        failure(CommandFailedException.class, ping);
    }

    @Test
    void theSentinelOfTheAgentIsNotCountedAsUnreadable() {
        CountingMetrics metrics = new CountingMetrics();
        var connecting = QmpClient.builder().metrics(metrics).agentOver(peer.connection());
        peer.answerBehind(SENTINEL, peer.next());
        QgaClient client = connecting.toCompletableFuture().join();
        var synced = client.sync();
        peer.answerBehind(SENTINEL, peer.next());

        assertEquals(null, synced.join());
        assertEquals(0, metrics.unreadable);
    }
}
