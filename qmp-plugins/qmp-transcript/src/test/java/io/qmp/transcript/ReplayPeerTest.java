package io.qmp.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.message.Event;
import io.qmp.api.message.Timestamp;
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

/** Replays that ask a peer, which is a server that replays another transcript. */
class ReplayPeerTest {
    private static final String OLD = """
            -> {"execute": "query-status"}
            <- {"return": {"status": "running", "singlestep": false, "running": true}}
            -> {"execute": "query-cpus-fast"}
            <- {"return": [{"cpu-index": 0, "thread-id": 5}, {"cpu-index": 1, "thread-id": 6}]}
            -> {"execute": "device_del", "arguments": {"id": "d0"}}
            <- {"error": {"class": "DeviceNotFound", "desc": "Device 'd0' not found"}}
            -> {"execute": "query-commands"}
            <- {"return": [{"name": "a"}, {"name": "b"}]}
            """;

    private static final String NEW = """
            <- {"QMP": {"version": {"qemu": {"major": 11, "minor": 1, "micro": 3}, "package": ""}, "capabilities": []}}
            -> {"execute": "qmp_capabilities"}
            <- {"return": {}}
            -> {"execute": "query-status"}
            <- {"return": {"status": "paused", "running": true}}
            -> {"execute": "query-cpus-fast"}
            <- {"return": [{"cpu-index": 1, "thread-id": 9}, {"cpu-index": 0, "thread-id": 8}]}
            -> {"execute": "device_del", "arguments": {"id": "d0"}}
            <- {"error": {"class": "DeviceNotFound", "desc": "There is no d0"}}
            -> {"execute": "query-commands"}
            <- {"return": [{"name": "new"}, {"name": "b"}, {"name": "a"}]}
            -> {"execute": "query-name"}
            <- {"return": {"name": "peer"}}
            -> {"execute": "set_password", "arguments": {"protocol": "vnc", "password": "hunter2"}}
            <- {"return": {}}
            """;

    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);
    private final List<String> events = new ArrayList<>();
    private final QmpServer peer = server(new ReplayPlugin(transcript(NEW), ReplayMode.LOOSE));
    private final QmpClient toPeer = client(peer);

    private static Transcript transcript(String document) {
        try {
            return TranscriptImport.document(new StringReader(document));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private QmpServer server(ReplayPlugin plugin) {
        return QmpServer.builder()
                .withoutInstalledPlugins()
                .plugin(plugin)
                .loop(loop)
                .clock(loop)
                .build();
    }

    private QmpClient client(QmpServer server) {
        CompletableFuture<QmpClient> connecting = QmpClient.builder()
                .eventListener(event -> events.add(event.name()))
                .over(server.openLocal());
        loop.runPending();
        return connecting.join();
    }

    private String ask(QmpClient client, String command, QmpObject arguments) {
        CompletableFuture<QmpValue> asked = client.execute(command, arguments);
        loop.runPending();
        return asked.handle((result, failure) -> failure == null ? result.toString() : "failed")
                .join();
    }

    private String ask(QmpClient client, String command) {
        return ask(client, command, QmpObject.EMPTY);
    }

    @Test
    void aSpyAnswersFromTheTranscriptAndElseFromThePeer() {
        ReplayPlugin spy = new ReplayPlugin(transcript(OLD), ReplayMode.SPY, toPeer);
        QmpClient client = client(server(spy));

        assertThat(ask(client, "query-status")).contains("singlestep");
        assertThat(ask(client, "query-name")).isEqualTo("{name=\"peer\"}");
        assertThat(ask(client, "nothing")).isEqualTo("failed");
        assertThat(spy.unexpected())
                .containsExactly("the transcript does not answer query-name", "the transcript does not answer nothing");
        assertThat(client.greeting().orElseThrow().version().orElseThrow()).hasToString("11.1.3");
    }

    @Test
    void whatASpyRecordsAnswersTheNextTime() throws IOException {
        StringWriter file = new StringWriter();
        TranscriptRecorder recorder = new TranscriptRecorder(file, "vm", loop);
        recorder.copy(transcript(OLD));
        QmpClient client =
                client(server(new ReplayPlugin(transcript(OLD), ReplayMode.SPY, toPeer).recording(recorder)));
        QmpObject password = QmpObject.of("protocol", QmpValue.of("vnc"), "password", QmpValue.of("hunter2"));
        ask(client, "query-name");
        ask(client, "set_password", password);

        assertThat(file.toString()).doesNotContain("hunter2");
        ReplayPlugin again = new ReplayPlugin(Transcript.read(new StringReader(file.toString())), ReplayMode.LOOSE);
        QmpClient next = client(server(again));
        assertThat(ask(next, "query-name")).isEqualTo("{name=\"peer\"}");
        assertThat(ask(next, "query-status")).contains("singlestep");
        assertThat(ask(next, "set_password", password)).isEqualTo("{}");
        assertThat(again.unexpected()).isEmpty();
    }

    @Test
    void differencesToThePeerAreReported() {
        ReplayPlugin diff = new ReplayPlugin(transcript(OLD), ReplayMode.DIFF, toPeer);
        List<String> reported = new ArrayList<>();
        QmpClient client = client(server(diff.onDifference(reported::add).onUnexpected(reported::add)));

        assertThat(ask(client, "query-status")).isEqualTo("{status=\"paused\", running=true}");
        ask(client, "query-cpus-fast");
        ask(client, "device_del", QmpObject.of("id", QmpValue.of("d0")));
        ask(client, "query-commands");
        ask(client, "query-name");

        assertThat(diff.differences())
                .containsExactly(
                        "query-status: return.status: recorded \"running\", now \"paused\"",
                        "query-status: return.singlestep: recorded false, now nothing",
                        "device_del: error.desc: recorded \"Device 'd0' not found\", now \"There is no d0\"",
                        "query-commands: return[]: recorded nothing, now {\"name\": \"new\"}");
        assertThat(diff.unexpected()).containsExactly("the transcript does not answer query-name");
        assertThat(reported).hasSize(5);
    }

    @Test
    void membersThatDoNotCountAreSetByRules() {
        ReplayPlugin diff = new ReplayPlugin(transcript(OLD), ReplayMode.DIFF, toPeer)
                .ignoring(VolatileMembers.NONE.with("query-s* s*", "query-cpus-fast cpu-index"));
        QmpClient client = client(server(diff));
        ask(client, "query-status");
        ask(client, "query-cpus-fast");

        assertThat(diff.differences())
                .containsExactly(
                        "query-cpus-fast: return[].thread-id: recorded 5, now 9",
                        "query-cpus-fast: return[].thread-id: recorded 6, now 8");
        assertThatIllegalArgumentException().isThrownBy(() -> VolatileMembers.NONE.with("one"));
    }

    @Test
    void eventsOfThePeerReachTheClients() {
        ReplayPlugin spy = new ReplayPlugin(transcript(OLD), ReplayMode.SPY, toPeer);
        QmpServer server = server(spy);
        client(server);
        peer.context().emit(new Event("RESET", QmpObject.EMPTY, Timestamp.of(Instant.EPOCH)));
        loop.runPending();

        assertThat(events).containsExactly("RESET", "RESET");
        server.close();
        loop.runPending();
        peer.context().emit(new Event("RESET", QmpObject.EMPTY, Timestamp.of(Instant.EPOCH)));
        loop.runPending();
        assertThat(events).hasSize(3);
    }

    @Test
    void aPeerThatHasGoneFailsTheCommand() {
        QmpClient client = client(server(new ReplayPlugin(transcript(OLD), ReplayMode.SPY, toPeer)));
        peer.close();
        loop.runPending();

        assertThat(ask(client, "query-name")).isEqualTo("failed");
    }

    @Test
    void modesWithAndWithoutPeerAreTwoThings() {
        Transcript old = transcript(OLD);
        assertThatIllegalArgumentException().isThrownBy(() -> new ReplayPlugin(old, ReplayMode.SPY));
        assertThatIllegalArgumentException().isThrownBy(() -> new ReplayPlugin(old, ReplayMode.LOOSE, toPeer));
        assertThatIllegalStateException()
                .isThrownBy(() -> new ReplayPlugin(old, ReplayMode.LOOSE)
                        .recording(new TranscriptRecorder(new StringWriter(), "", loop)));
    }
}
