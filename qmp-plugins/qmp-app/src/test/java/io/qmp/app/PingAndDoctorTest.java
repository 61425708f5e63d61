package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ping} and {@code doctor}, against a server whose part the test plays. */
class PingAndDoctorTest {
    private static final String GREETING =
            "{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 0, \"minor\": 0, \"major\": 10},"
                    + " \"package\": \"\"}, \"capabilities\": [\"oob\"]}}\r\n";

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
    void answersAreTimed() throws IOException {
        try (RunningProgram ping =
                        RunningProgram.start("ping", server.address(), "--count", "2", "--interval", "0.001");
                RawClient client = server.acceptAndNegotiate()) {
            client.reply("\"return\": {}"); // not measured
            client.reply("\"return\": {}");
            client.reply("\"error\": {\"class\": \"CommandNotFound\", \"desc\": \"an answer all the same\"}");
            assertThat(ping.status()).isZero();
            assertThat(ping.standardOutput().replaceAll("[0-9.]+ ms", "T ms")).isEqualTo("""
                    QEMU 10.0.0 is connected
                    answered in T ms
                    answered in T ms
                    2 of 2 answered, least T ms, mean T ms, most T ms
                    """);
        }
    }

    @Test
    void aBusyMainLoopIsFour() throws IOException {
        try (RunningProgram ping = RunningProgram.start("ping", server.address(), "--timeout", "1");
                RawClient client = server.acceptAndNegotiate()) {
            assertThat(client.read()).contains("\"execute\"");
            assertThat(client.reply("\"return\": {}")).contains("\"exec-oob\"");
            assertThat(ping.status()).isEqualTo(4);
            assertThat(ping.standardOutput()).contains("no answer; out of band in ");
            assertThat(ping.standardError()).contains("main loop").contains("is busy");
        }
    }

    @Test
    void nothingThatAnswersIsEleven() throws IOException {
        try (RunningProgram ping = RunningProgram.start("ping", server.address(), "--timeout", "1");
                RawClient client = server.acceptAndNegotiate()) {
            assertThat(client.read()).contains("query-version");
            assertThat(ping.status()).isEqualTo(11);
            assertThat(ping.standardError()).contains("also not out of band");
        }
    }

    @Test
    void aServerThatGreetsOnlyHasABusyMainLoop() throws IOException {
        try (RunningProgram ping = RunningProgram.start("ping", server.address(), "--timeout", "1");
                RawClient client = server.accept()) {
            client.send(GREETING);
            assertThat(ping.status()).isEqualTo(4);
            assertThat(ping.standardError()).contains("has greeted and does not answer qmp_capabilities");
        }
    }

    @Test
    void aServerThatDoesNotGreetIsThree() throws IOException {
        try (RunningProgram ping = RunningProgram.start("ping", server.address(), "--timeout", "1");
                RawClient client = server.accept()) {
            assertThat(ping.status()).isEqualTo(3);
            assertThat(ping.standardError()).startsWith("qmp: ");
            assertThat(client.read()).isEqualTo("closed");
        }
    }

    @Test
    void aSignalEndsIt() throws IOException {
        try (RunningProgram ping = RunningProgram.start("ping", server.address());
                RawClient client = server.acceptAndNegotiate()) {
            assertThat(client.read()).contains("query-version");
            ping.signal(2);
            assertThat(ping.status()).isEqualTo(130);
        }
    }

    @Test
    void theDoctorFindsAServerThatAnswers() throws IOException {
        try (RunningProgram doctor = RunningProgram.start("doctor", server.address());
                RawClient client = server.accept()) {
            client.send(GREETING);
            assertThat(client.read()).contains("qmp_capabilities");
            client.send("{\"return\": {}}\r\n");
            assertThat(doctor.status()).isZero();
            assertThat(doctor.standardOutput())
                    .contains("ok: it greets as a QMP server\n", "ok: it answers: qmp exec " + server.address())
                    .doesNotContain("PROBLEM");
        }
    }

    @Test
    void theDoctorKnowsAgents() throws IOException {
        try (RunningProgram doctor = RunningProgram.start("doctor", server.address(), "--timeout", "1");
                RawClient client = server.accept()) {
            assertThat(client.read()).contains("guest-sync-delimited");
            client.send("{\"return\": 1}\n");
            assertThat(doctor.status()).isEqualTo(3);
            assertThat(doctor.standardOutput()).contains("PROBLEM: it is a guest agent", "qga:" + server.address());
        }
    }

    @Test
    void theDoctorAsksAnAgentAtOnce() throws IOException {
        try (RunningProgram doctor = RunningProgram.start("doctor", "qga:" + server.address(), "--timeout", "1000");
                RawClient client = server.accept()) {
            assertThat(client.read()).contains("guest-sync-delimited");
            client.send("{\"return\": 1}\n");
            assertThat(doctor.status()).isZero();
            assertThat(doctor.standardOutput()).contains("ok: the guest agent answers");
        }
    }

    /** As an agent of QEMU does, in a message of its own, before it answers. */
    @Test
    void theDoctorPassesOverThatAnAgentCannotParseWhatItSkips() throws IOException {
        try (RunningProgram doctor = RunningProgram.start("doctor", "qga:" + server.address(), "--timeout", "1000");
                RawClient client = server.accept()) {
            assertThat(client.read()).contains("guest-sync-delimited");
            client.send("{\"error\": {\"class\": \"GenericError\", \"desc\": \"JSON parse error\"}}\n");
            client.send("{\"return\": 1}\n");
            assertThat(doctor.status()).isZero();
            assertThat(doctor.standardOutput()).contains("ok: the guest agent answers");
        }
    }

    @Test
    void theDoctorFindsAServerInPlaceOfAnAgent() throws IOException {
        try (RunningProgram doctor = RunningProgram.start("doctor", "qga:" + server.address(), "--timeout", "1000");
                RawClient client = server.accept()) {
            client.send(GREETING);
            assertThat(doctor.status()).isEqualTo(3);
            assertThat(doctor.standardOutput()).contains("PROBLEM: it is a QMP server, no guest agent");
        }
    }

    @Test
    void theDoctorSaysWhatToDoNext() {
        try (RunningProgram doctor = RunningProgram.start("doctor", directory + "/nobody")) {
            assertThat(doctor.status()).isEqualTo(3);
            assertThat(doctor.standardOutput())
                    .startsWith(
                            "PROBLEM: " + directory + "/nobody does not exist; sockets beside it: vm.sock\n    Start");
            assertThat(doctor.standardError()).isEqualTo("qmp: commands cannot be executed there\n");
        }
    }
}
