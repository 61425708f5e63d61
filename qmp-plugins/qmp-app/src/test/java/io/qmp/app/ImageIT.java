package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What scripts see of the program as it is shipped: statuses, streams that fail, signals. */
@EnabledOnOs(OS.LINUX)
class ImageIT {
    private static final String PROGRAM =
            Path.of(System.getProperty("qmp.image"), "bin", "qmp").toString();

    /** In seconds; longer than a busy machine takes for anything here. */
    private static final long LIMIT = 50;

    @TempDir
    Path directory;

    private ScriptedServer server;

    private record Ended(int status, String out, String err) {}

    @BeforeEach
    void listen() throws IOException {
        server = new ScriptedServer(directory.resolve("scripted"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void theVersionOfTheProjectIsNamed() throws Exception {
        assertThat(end(start(PROGRAM + " --version")).out()).matches("qmp-jvm [0-9]\\S*, behaves as QEMU \\S+\n");
    }

    @Test
    void aFullDiskIsSixWithAMessage() throws Exception {
        for (String line : new String[] {"--help", "--version", "exec --help", "serve --help", serve("full")}) {
            assertThat(end(start(PROGRAM + " " + line + " >/dev/full")))
                    .isEqualTo(
                            new Ended(6, "", "qmp: standard output cannot be written to: No space left on device\n"));
        }
    }

    @Test
    void aClosedOutputIsSixWithAMessage() throws Exception {
        for (String line : new String[] {"--help", "exec --help", serve("closed")}) {
            assertThat(end(start(PROGRAM + " " + line + " >&-")))
                    .isEqualTo(new Ended(6, "", "qmp: standard output cannot be written to: it is closed\n"));
        }
    }

    @Test
    void withAllStreamsClosedTheStatusRemains() throws Exception {
        assertThat(end(start(PROGRAM + " --help <&- >&- 2>&-")).status()).isEqualTo(6);
        assertThat(end(start(PROGRAM + " exec nowhere x <&- >&- 2>&-")).status())
                .isEqualTo(2);
    }

    @Test
    void eventsEndWhenTheirReaderHasEnough() throws Exception {
        Process events = start("{ " + PROGRAM + " events " + server.address() + "; echo $? >&2; } | head -1");
        try (RawClient client = server.acceptAndNegotiate()) {
            String event = "{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"STOP\"}\r\n";
            client.send(event);
            assertThat(events.inputReader().readLine()).contains("STOP");
            // The reader leaves at some moment after its line; the event after that is the last.
            while (events.isAlive() && !"closed".equals(sendOrEnd(client, event))) {
                events.waitFor(20, TimeUnit.MILLISECONDS);
            }
        }
        assertThat(end(events).err()).isEqualTo("6\n");
    }

    private static String sendOrEnd(RawClient client, String text) {
        try {
            client.send(text);
            return "sent";
        } catch (IOException e) {
            return "closed";
        }
    }

    @Test
    void signalsEndTheToolsWithTheStatusOfTheSignal() throws Exception {
        for (String[] signal : new String[][] {{"INT", "130"}, {"TERM", "143"}, {"HUP", "129"}}) {
            Process exec = start("exec " + PROGRAM + " exec " + server.address() + " query-name");
            try (RawClient client = server.acceptAndNegotiate()) {
                assertThat(client.read()).contains("query-name");
                kill(signal[0], exec);
                assertThat(end(exec))
                        .isEqualTo(new Ended(
                                Integer.parseInt(signal[1]),
                                "",
                                "qmp: interrupted: the command may have been carried out\n"));
            }
        }
    }

    @Test
    void aSignalBeforeTheCommandWasSentSaysSo() throws Exception {
        Process exec = start("exec " + PROGRAM + " exec " + server.address() + " query-name");
        try (RawClient client = server.accept()) {
            kill("INT", exec);
            assertThat(end(exec)).isEqualTo(new Ended(130, "", "qmp: interrupted: the command was not sent\n"));
            assertThat(client.read()).isEqualTo("closed");
        }
    }

    @Test
    void signalsEndTheServerInOrder() throws Exception {
        for (String signal : new String[] {"INT", "TERM", "HUP"}) {
            Process serve = start("exec " + PROGRAM + " " + serve(signal));
            assertThat(serve.inputReader().readLine()).startsWith("listening on unix:");
            kill(signal, serve);
            assertThat(end(serve)).isEqualTo(new Ended(0, "", ""));
            assertThat(directory.resolve(signal)).doesNotExist();
        }
    }

    @Test
    void whereTheServerListensIsWrittenAsTheToolsReadIt() throws Exception {
        Process serve = start("exec " + PROGRAM + " serve -qmp 'unix:" + directory + "/a,,b,server=on,wait=off'");
        String address = serve.inputReader().readLine().replace("listening on ", "");
        Ended exec = end(start(PROGRAM + " exec '" + address + "' query-name"));
        assertThat(exec).isEqualTo(new Ended(0, "{}\n", ""));
        assertThat(end(start(PROGRAM + " exec '" + address + "' quit")).status())
                .isZero();
        assertThat(end(serve).status()).isZero();
        assertThat(Files.exists(directory.resolve("a,b"))).isFalse();
    }

    private String serve(String socket) {
        return "serve -qmp unix:" + directory.resolve(socket) + ",server=on,wait=off";
    }

    private static Process start(String line) throws IOException {
        return new ProcessBuilder("sh", "-c", line).start();
    }

    private static void kill(String signal, Process process) throws Exception {
        assertThat(end(start("kill -" + signal + " " + process.pid())).status()).isZero();
    }

    private static Ended end(Process process) throws Exception {
        if (!process.waitFor(LIMIT, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(
                    "waited " + LIMIT + " s for the end of " + process.info().commandLine());
        }
        return new Ended(
                process.exitValue(),
                new String(process.getInputStream().readAllBytes()),
                new String(process.getErrorStream().readAllBytes()));
    }
}
