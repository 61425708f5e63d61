package io.qmp.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.message.Event;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.QmpClient;
import io.qmp.server.QmpServer;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ReplayPluginTest {
    private static final String RECORDED = """
            <- {"QMP": {"version": {"qemu": {"major": 7, "minor": 2, "micro": 22}, "package": ""}, "capabilities": []}}
            -> {"execute": "qmp_capabilities"}
            <- {"return": {}}
            -> {"execute": "query-name", "id": "a"}
            <- {"return": {"name": "one"}, "id": "a"}
            -> {"execute": "stop"}
            <- {"event": "STOP", "timestamp": {"seconds": 5, "microseconds": 6}}
            <- {"return": {}}
            <- {"event": "RESUME", "timestamp": {"seconds": 7, "microseconds": 8}}
            -> {"execute": "query-name"}
            <- {"return": {"name": "two"}}
            -> {"execute": "cont", "arguments": {"fast": true}}
            <- {"error": {"class": "DeviceNotFound", "desc": "no"}}
            """;

    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);
    private final List<String> order = new ArrayList<>();
    private ReplayPlugin plugin;
    private QmpServer server;

    private QmpClient replaying(String recorded, ReplayMode mode) throws IOException {
        plugin = new ReplayPlugin(TranscriptImport.document(new StringReader(recorded)), mode);
        server = QmpServer.builder()
                .withoutInstalledPlugins()
                .plugin(plugin)
                .loop(loop)
                .clock(loop)
                .build();
        return client();
    }

    private QmpClient client() {
        CompletableFuture<QmpClient> connecting =
                QmpClient.builder().eventListener(this::heard).over(server.openLocal());
        loop.runPending();
        return connecting.join();
    }

    private void heard(Event event) {
        order.add(event.name() + " " + event.timestamp().seconds());
    }

    private CompletableFuture<QmpValue> ask(QmpClient client, String command, QmpObject arguments) {
        CompletableFuture<QmpValue> asked = client.execute(command, arguments);
        asked.thenAccept(result -> order.add(command + " " + result));
        loop.runPending();
        return asked;
    }

    private CompletableFuture<QmpValue> ask(QmpClient client, String command) {
        return ask(client, command, QmpObject.EMPTY);
    }

    @Test
    void theClientSeesWhatWasRecorded() throws IOException {
        QmpClient client = replaying(RECORDED, ReplayMode.STRICT);
        assertThat(client.greeting().orElseThrow().version().orElseThrow()).hasToString("7.2.22");

        ask(client, "query-name");
        ask(client, "stop");
        ask(client, "query-name");

        assertThat(order)
                .containsExactly(
                        "query-name {name=\"one\"}", "STOP 5", "stop {}", "RESUME 7", "query-name {name=\"two\"}");
        assertThat(ask(client, "cont", QmpObject.of("fast", QmpValue.of(true)))).isCompletedExceptionally();
        assertThat(plugin.unexpected()).isEmpty();
    }

    @Test
    void anotherOrderIsRefusedByAStrictReplay() throws IOException {
        QmpClient client = replaying(RECORDED, ReplayMode.STRICT);

        assertThat(ask(client, "stop")).isCompletedExceptionally();
        assertThat(ask(client, "query-name")).isCompleted();
        assertThat(plugin.unexpected()).containsExactly("unexpected command stop, expected query-name");
    }

    @Test
    void aLooseReplayAnswersInAnyOrderAndRepeatsTheLast() throws IOException {
        QmpClient client = replaying(RECORDED, ReplayMode.LOOSE);
        ask(client, "stop");
        ask(client, "query-name");
        ask(client, "query-name");
        ask(client, "query-name");

        assertThat(order)
                .filteredOn(line -> line.startsWith("query-name"))
                .containsExactly("query-name {name=\"one\"}", "query-name {name=\"two\"}", "query-name {name=\"two\"}");
        assertThat(ask(client, "cont")).isCompletedExceptionally();
        assertThat(plugin.unexpected())
                .containsExactly("unexpected command cont, expected a command of the transcript");
    }

    @Test
    void repliesAloneAnswerAnyCommandInTheirOrder() throws IOException {
        QmpClient client = replaying("<- {\"return\": 1}\n<- {\"return\": 2}\n", ReplayMode.STRICT);

        assertThat(ask(client, "a").join()).isEqualTo(QmpValue.of(1));
        assertThat(ask(client, "b").join()).isEqualTo(QmpValue.of(2));
        assertThat(ask(client, "c")).isCompletedExceptionally();
    }

    @Test
    void errorsAreThoseThatWereRecorded() throws IOException {
        QmpClient client = replaying(RECORDED, ReplayMode.LOOSE);
        CompletableFuture<QmpValue> failed = ask(client, "cont", QmpObject.of("fast", QmpValue.of(true)));

        assertThat(failed.handle((result, failure) -> ((CommandFailedException) failure).error())
                        .join())
                .hasToString("DeviceNotFound: no");
    }

    @Test
    void whatATapRecordsCanBeReplayed() throws IOException {
        StringWriter text = new StringWriter();
        TranscriptRecorder recorder = new TranscriptRecorder(text, "a server", loop);
        replaying(RECORDED, ReplayMode.LOOSE);
        CompletableFuture<QmpClient> connecting =
                QmpClient.builder().tap(new ClientRecorder(recorder, 1)).over(server.openLocal());
        loop.runPending();
        ask(connecting.join(), "query-name");
        ask(connecting.join(), "stop");

        Transcript recorded = Transcript.read(new StringReader(text.toString()));
        assertThat(ExchangeReader.read(recorded))
                .extracting(
                        exchange -> exchange.before().size() + exchange.after().size())
                .containsExactly(0, 2);
        assertThat(recorded.greeting()).isPresent();
        assertThat(recorded.redacted()).isNotEmpty();
    }
}
