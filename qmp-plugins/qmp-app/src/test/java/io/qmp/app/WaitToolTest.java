package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code wait}, against a server whose part the test plays. */
class WaitToolTest {
    private static final String RUNNING = "\"return\": {\"status\": \"running\", \"running\": true}";
    private static final String PAUSED = "\"return\": {\"status\": \"paused\", \"running\": false}";

    @TempDir
    Path directory;

    private ScriptedServer server;

    @BeforeEach
    void listen() throws IOException {
        server = new ScriptedServer(directory.resolve("vm.sock"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void theStateIsAskedAfterEachEvent() throws IOException {
        try (RunningProgram wait = wait("running", "--interval", "1000");
                RawClient client = server.acceptAndNegotiate()) {
            assertThat(client.reply(PAUSED)).contains("query-status");
            client.send(event("RESUME", "{}"));
            assertThat(client.reply(RUNNING)).contains("query-status");
            assertThat(wait.status()).isZero();
            assertThat(wait.standardOutput()).isEqualTo("{\"status\": \"running\", \"running\": true}\n");
        }
    }

    @Test
    void aPlaceInAnAnswerIsComparedAgainAndAgain() throws IOException {
        try (RunningProgram wait = wait("query-status.status==paused", "--interval", "0.001");
                RawClient client = server.acceptAndNegotiate()) {
            client.reply(RUNNING);
            client.reply(RUNNING);
            client.reply(PAUSED);
            assertThat(wait.status()).isZero();
        }
    }

    @Test
    void anEventIsChosenByItsData() throws IOException {
        try (RunningProgram wait = wait("event", "DEVICE_DELETED,device=d1");
                RawClient client = server.acceptAndNegotiate()) {
            client.send(
                    event("DEVICE_DELETED", "{\"device\": \"d0\"}") + event("DEVICE_DELETED", "{\"device\": \"d1\"}"));
            assertThat(wait.status()).isZero();
            assertThat(wait.standardOutput()).contains("\"d1\"").doesNotContain("\"d0\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"event STOP", "shutdown", "job j"})
    void whatComesBeforeTheNegotiationHasEndedCounts(String condition) throws IOException {
        try (RunningProgram wait = wait(condition.split(" "));
                RawClient client = server.acceptAndGreet("[]")) {
            client.send(event("STOP", "{}")
                    + event("SHUTDOWN", "{\"guest\": true}")
                    + event("JOB_STATUS_CHANGE", "{\"id\": \"j\", \"status\": \"null\"}"));
            client.reply("\"return\": {}");
            assertThat(wait.status()).isZero();
            assertThat(wait.standardOutput()).contains("\"event\": ");
        }
    }

    @Test
    void theEndOfANegotiationIsNoShutdown() throws IOException {
        try (RunningProgram wait = wait("shutdown")) {
            server.acceptAndGreet("[]").close();
            assertThat(wait.status()).isEqualTo(3);
        }
    }

    @Test
    void theEndOfTheConnectionIsAShutdown() throws IOException {
        try (RunningProgram wait = wait("shutdown")) {
            try (RawClient client = server.acceptAndNegotiate()) {
                client.reply(RUNNING);
            }
            assertThat(wait.status()).isZero();
            assertThat(wait.standardError()).startsWith("qmp: the connection has ended");
        }
    }

    @Test
    void theEndOfTheConnectionIsNoEvent() throws IOException {
        try (RunningProgram wait = wait("event", "STOP")) {
            server.acceptAndNegotiate().close();
            assertThat(wait.status()).isEqualTo(5);
        }
    }

    @Test
    void aMachineThatHasShutDownIsNotWaitedFor() throws IOException {
        try (RunningProgram wait = wait("shutdown");
                RawClient client = server.acceptAndNegotiate()) {
            client.reply("\"return\": {\"status\": \"shutdown\", \"running\": false}");
            assertThat(wait.status()).isZero();
        }
    }

    @Test
    void aJobThatFailsIsOne() throws IOException {
        try (RunningProgram wait = wait("job", "j", "--interval", "1000");
                RawClient client = server.acceptAndNegotiate()) {
            client.reply("\"return\": [{\"id\": \"j\", \"status\": \"running\"}]");
            client.send(event("JOB_STATUS_CHANGE", "{\"id\": \"j\", \"status\": \"concluded\"}"));
            client.reply("\"return\": [{\"id\": \"j\", \"status\": \"concluded\", \"error\": \"No space left\"}]");
            assertThat(wait.status()).isEqualTo(1);
            assertThat(wait.standardError()).isEqualTo("GenericError: No space left\n");
        }
    }

    @Test
    void aJobThatVanishesHasEnded() throws IOException {
        try (RunningProgram wait = wait("job", "j", "--interval", "1000");
                RawClient client = server.acceptAndNegotiate()) {
            client.reply("\"return\": [{\"id\": \"j\", \"status\": \"running\"}]");
            client.send(event("JOB_STATUS_CHANGE", "{\"id\": \"other\", \"status\": \"null\"}"));
            client.send(event("BLOCK_JOB_COMPLETED", "{\"device\": \"j\"}"));
            assertThat(wait.status()).isZero();
            assertThat(wait.standardOutput()).contains("BLOCK_JOB_COMPLETED");
        }
    }

    @Test
    void theTimeIsLimited() throws IOException {
        try (RunningProgram wait = wait("event", "STOP", "--timeout", "1");
                RawClient client = server.acceptAndNegotiate()) {
            assertThat(wait.status()).isEqualTo(4);
            assertThat(client.read()).isEqualTo("closed");
        }
    }

    private RunningProgram wait(String... words) {
        String[] line = new String[words.length + 2];
        line[0] = "wait";
        line[1] = server.address();
        System.arraycopy(words, 0, line, 2, words.length);
        return RunningProgram.start(line);
    }

    private static String event(String name, String data) {
        return "{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"" + name + "\", \"data\": " + data
                + "}\r\n";
    }
}
