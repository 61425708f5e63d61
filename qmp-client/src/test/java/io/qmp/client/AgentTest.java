package io.qmp.client;

import static io.qmp.client.Expect.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.NegotiationException;
import io.qmp.api.error.ProtocolViolationException;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.contracts.ScriptedPeer;
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
        peer.answerSync(peer.next());
        return client.join();
    }

    @Test
    void sendsTheSentinelFirst() {
        connect();
        QmpObject request = peer.next();

        assertThat(ScriptedPeer.name(request)).isEqualTo("guest-sync-delimited");
        assertThat(peer.takeSentinels()).isEqualTo(SENTINEL);
    }

    @Test
    void dropsWhatIsLeftOfAnEarlierClient() {
        var client = connect();
        QmpObject request = peer.next();
        peer.send(
                "\": \"half a reply\"}\n{\"return\": 1, \"id\": " + request.get("id") + "}\n{\"error\": {\"class\": ");
        assertThat(client.isDone()).isFalse();
        peer.answerSync(request);

        assertThat(client.join().state()).isEqualTo(ClientState.RUNNING);
    }

    @Test
    void dropsWhatAnEarlierClientAskedFor() {
        var client = connect();
        QmpObject request = peer.next();
        peer.send(SENTINEL + "{\"return\": 77}\n");
        assertThat(client.isDone()).isFalse();
        peer.answerSync(request);

        assertThat(client.isDone()).isTrue();
    }

    @Test
    void failsIfNobodyAnswers() {
        var client = connect();
        peer.pass(Duration.ofSeconds(10));

        var failure = failure(NegotiationException.class, client);
        assertThat(failure.getMessage().contains("no guest agent answered"))
                .as(failure.getMessage())
                .isTrue();
    }

    @Test
    void executesCommands() {
        QgaClient client = running();
        var ping = client.execute("guest-ping", QmpObject.EMPTY);
        peer.answer("{}");

        assertThat(ping.join()).isEqualTo(QmpObject.EMPTY);
    }

    @Test
    void silenceMayBeSuccess() {
        QgaClient client = running();
        var shutdown = client.executeSilent("guest-shutdown", QmpObject.of("mode", QmpValue.of("halt")), PATIENCE);
        peer.pass(Duration.ofSeconds(4));
        assertThat(shutdown.isDone()).isFalse();
        peer.pass(Duration.ofSeconds(1));

        assertThat(shutdown.join()).isNull();
    }

    @Test
    void theEndMayBeSuccess() {
        QgaClient client = running();
        var shutdown = client.executeSilent("guest-shutdown", QmpObject.EMPTY, PATIENCE);
        peer.next();
        peer.close();

        assertThat(shutdown.join()).isNull();
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
        peer.answerSync(peer.next());
        assertThat(synced.join()).isNull();
        var ping = client.execute("guest-ping", QmpObject.EMPTY);
        peer.answer("{}");

        assertThat(ping.isDone()).isTrue();
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
                peer.answerSync(peer.next());
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
        peer.answerSync(peer.next());

        assertThat(synced.join()).isNull();
        assertThat(silent.isDone()).isFalse();
    }

    @Test
    void anErrorBeyondThoseOfSentinelsIsForTheOldest() {
        QgaClient client = running();
        var synced = client.sync();
        peer.send(SENTINEL_ERROR);
        peer.answerSync(peer.next());
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
        peer.answerSync(peer.next());
        QgaClient client = connecting.toCompletableFuture().join();
        var synced = client.sync();
        peer.answerSync(peer.next());

        assertThat(synced.join()).isNull();
        assertThat(metrics.unreadable).isEqualTo(0);
    }
}
