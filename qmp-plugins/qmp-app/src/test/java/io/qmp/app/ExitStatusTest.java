package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With what the tools end, against a server whose part the test plays. */
class ExitStatusTest {
    private static final String SHUTDOWN =
            "{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"SHUTDOWN\","
                    + " \"data\": {\"guest\": false, \"reason\": \"host-qmp-quit\"}}\r\n";

    @TempDir
    Path directory;

    private ScriptedServer server;

    @BeforeEach
    void listen() throws IOException {
        server = new ScriptedServer(directory.resolve("a,b.sock"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void anAnswerIsSuccess() throws IOException {
        try (RunningProgram exec = exec("query-name");
                RawClient client = server.acceptAndNegotiate()) {
            client.reply("\"return\": {\"name\": \"vm\"}");
            assertThat(exec.status()).isZero();
            assertThat(exec.standardOutput()).isEqualTo("{\"name\": \"vm\"}\n");
            assertThat(exec.standardError()).isEmpty();
        }
    }

    @Test
    void numbersThatJsonDoesNotHaveArePrintedAsStrings() throws IOException {
        try (RunningProgram exec = exec("qom-get");
                RawClient client = server.acceptAndNegotiate()) {
            client.reply("\"return\": {\"a\": [1e400, -1e400], \"b\": 1.5, \"c\": 7}");
            assertThat(exec.status()).isZero();
            assertThat(exec.standardOutput()).isEqualTo("{\"a\": [\"inf\", \"-inf\"], \"b\": 1.5, \"c\": 7}\n");
        }
    }

    @Test
    void anErrorIsOne() throws IOException {
        try (RunningProgram exec = exec("nope");
                RawClient client = server.acceptAndNegotiate()) {
            client.reply("\"error\": {\"class\": \"CommandNotFound\", \"desc\": \"no such thing\"}");
            assertThat(exec.status()).isEqualTo(1);
            assertThat(exec.standardOutput()).isEmpty();
            assertThat(exec.standardError()).isEqualTo("CommandNotFound: no such thing\n");
        }
    }

    @Test
    void noGreetingIsThree() throws IOException {
        try (RunningProgram exec = exec("guest-ping", "--timeout", "1");
                RawClient client = server.accept()) {
            assertThat(exec.status()).isEqualTo(3);
            assertThat(exec.standardError())
                    .startsWith("qmp: connected to ")
                    .contains("did not greet")
                    .contains("guest agent");
            assertThat(client.read()).isEqualTo("closed");
        }
    }

    @Test
    void anEndDuringTheHandshakeIsThree() throws IOException {
        try (RunningProgram exec = exec("query-name")) {
            server.accept().close();
            assertThat(exec.status()).isEqualTo(3);
            assertThat(exec.standardError()).startsWith("qmp: connected to ").contains("has ended");
        }
    }

    @Test
    void whatIsNotQmpIsThree() throws IOException {
        try (RunningProgram exec = exec("query-name");
                RawClient client = server.accept()) {
            client.send("SSH-2.0-OpenSSH_9.2\r\n".repeat(20));
            assertThat(exec.status()).isEqualTo(3);
            assertThat(exec.standardError()).contains("qmp: ");
        }
    }

    @Test
    void aSignalWhileItWaitsForTheReplySaysThatTheCommandMayHaveBeenCarriedOut() throws IOException {
        try (RunningProgram exec = exec("query-name");
                RawClient client = server.acceptAndNegotiate()) {
            assertThat(client.read()).contains("query-name");
            exec.signal(2);
            assertThat(exec.status()).isEqualTo(130);
            assertThat(exec.standardError()).isEqualTo("qmp: interrupted: the command may have been carried out\n");
        }
    }

    @Test
    @SuppressWarnings("try") // the client that is accepted is greeted with nothing
    void aSignalBeforeTheCommandWasSentSaysSo() throws IOException {
        try (RunningProgram exec = exec("query-name");
                RawClient client = server.accept()) {
            exec.signal(15);
            assertThat(exec.status()).isEqualTo(143);
            assertThat(exec.standardError()).isEqualTo("qmp: interrupted: the command was not sent\n");
        }
    }

    @Test
    void noReplyInTimeIsFour() throws IOException {
        try (RunningProgram exec = exec("query-name", "--timeout", "1");
                RawClient client = server.acceptAndNegotiate()) {
            assertThat(client.read()).contains("query-name");
            assertThat(exec.status()).isEqualTo(4);
            assertThat(exec.standardError()).startsWith("qmp: query-name was not answered within 1000 ms");
        }
    }

    @Test
    void anEndBeforeTheReplyIsFive() throws IOException {
        try (RunningProgram exec = exec("query-name")) {
            try (RawClient client = server.acceptAndNegotiate()) {
                assertThat(client.read()).contains("query-name");
            }
            assertThat(exec.status()).isEqualTo(5);
            assertThat(exec.standardError()).startsWith("qmp: ").contains("has ended");
        }
    }

    @Test
    void quitThatEndsWithoutItsReplyIsSuccess() throws IOException {
        try (RunningProgram exec = exec("quit")) {
            try (RawClient client = server.acceptAndNegotiate()) {
                assertThat(client.read()).contains("quit");
                client.send(SHUTDOWN);
            }
            assertThat(exec.status()).isZero();
            assertThat(exec.standardOutput()).isEqualTo("{}\n");
        }
    }

    @Test
    void outOfBandExecutionThatThePeerDoesNotOfferIsThree() throws IOException {
        try (RunningProgram exec = exec("query-name", "--oob");
                RawClient client = server.acceptAndNegotiate("[]")) {
            assertThat(exec.status()).isEqualTo(3);
            assertThat(exec.standardError()).contains("out of band");
            assertThat(client.read()).isEqualTo("closed");
        }
    }

    @Test
    void anOutputThatTakesNothingIsSix() throws IOException {
        try (RunningProgram exec = RunningProgram.startWithFailingOutput(
                        "No space left on device", "exec", server.address(), "query-name");
                RawClient client = server.acceptAndNegotiate()) {
            client.reply("\"return\": {}");
            assertThat(exec.status()).isEqualTo(6);
            assertThat(exec.standardError())
                    .isEqualTo("qmp: standard output cannot be written to: No space left on device\n");
        }
    }

    @Test
    void anOutputWhoseReaderHasGoneEndsEventsWithoutAMessage() throws IOException {
        try (RunningProgram events = RunningProgram.startWithFailingOutput("Broken pipe", "events", server.address());
                RawClient client = server.acceptAndNegotiate()) {
            client.send(SHUTDOWN);
            assertThat(events.status()).isEqualTo(6);
            assertThat(events.standardError()).isEmpty();
        }
    }

    private RunningProgram exec(String command, String... more) {
        String[] line = new String[more.length + 3];
        line[0] = "exec";
        line[1] = server.address();
        line[2] = command;
        System.arraycopy(more, 0, line, 3, more.length);
        return RunningProgram.start(line);
    }
}
