package io.qmp.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.client.QmpClient;
import io.qmp.transcript.ReplayMode;
import io.qmp.transcript.ReplayPlugin;
import io.qmp.transcript.Transcript;
import io.qmp.transcript.TranscriptImport;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A fake that answers from a transcript what the test has not declared. */
class FakeQemuReplayTest {
    private static final String RECORDED = """
            <- {"QMP": {"version": {"qemu": {"major": 9, "minor": 2, "micro": 1}, "package": ""}, "capabilities": []}}
            -> {"execute": "qmp_capabilities"}
            <- {"return": {}}
            -> {"execute": "query-name"}
            <- {"return": {"name": "recorded"}}
            -> {"execute": "query-status"}
            <- {"return": {"status": "running", "running": true}}
            """;

    private final FakeQemu qemu = FakeQemu.builder()
            .virtualTime()
            .replay(() -> new ReplayPlugin(recorded(), ReplayMode.LOOSE))
            .start();

    private static Transcript recorded() {
        try {
            return TranscriptImport.document(new StringReader(RECORDED));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private QmpClient client() {
        CompletableFuture<QmpClient> connecting = QmpClient.over(qemu.connection());
        qemu.advance(Duration.ZERO);
        return connecting.join();
    }

    private CompletableFuture<QmpValue> ask(QmpClient client, String command) {
        CompletableFuture<QmpValue> asked = client.execute(command, QmpObject.EMPTY);
        qemu.advance(Duration.ZERO);
        return asked;
    }

    @Test
    void declaredAnswersComeBeforeRecordedOnes() {
        qemu.stub("query-name").returns("{'name': 'declared'}");
        QmpClient client = client();

        assertThat(client.greeting().orElseThrow().version().orElseThrow()).hasToString("9.2.1");
        assertThat(ask(client, "query-name").join()).hasToString("{name=\"declared\"}");
        assertThat(ask(client, "query-status").join().toString()).contains("running");
        qemu.close();
    }

    @Test
    void whatIsNeitherDeclaredNorRecordedIsUnexpected() {
        assertThat(ask(client(), "query-block")).isCompletedExceptionally();

        assertThatThrownBy(qemu::close)
                .isInstanceOf(AssertionError.class)
                .hasMessage("unexpected command query-block, expected a command of the transcript");
    }

    @Test
    void aRestartBeginsTheReplayAnew() {
        client();
        qemu.restart();

        assertThat(ask(client(), "query-name").join()).hasToString("{name=\"recorded\"}");
        qemu.close();
    }
}
