package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What subcommands that serve say, and with which status they end, when they cannot. */
class ServerFaultsTest {
    private static final String SERVED = ",server=on,wait=off";

    /** With {@code USED} for a port that is in use, and {@code SERVED} for the keys of a socket that listens. */
    private static final List<String> CALLS = List.of(
            "mux unix:DIR/none -qmp tcp:127.0.0.1:USED,SERVED,role=owner",
            "mux unix:DIR/none -qmp unix:DIR/none/x,SERVED,role=owner",
            "mux unix:DIR/none -qmp unix:DIR/broken,SERVED,role=owner",
            "mux unix:DIR/none -qmp unix:DIR/live,SERVED,role=owner",
            "mux unix:DIR/none -qmp unix:DIR/x,SERVED,role=owner --metrics 127.0.0.1:USED",
            "mux unix:DIR/none -qmp unix:DIR/x,SERVED --policy DIR/none",
            "mux unix:DIR/none -qmp unix:DIR/x,SERVED --policy DIR",
            "mux unix:DIR/none -qmp unix:DIR/x,SERVED --policy DIR/broken",
            "mux unix:DIR/none -qmp unix:DIR/x,SERVED --policy DIR/array",
            "mux unix:DIR/none -qmp unix:DIR/x,SERVED --policy DIR/boss",
            "mux unix:DIR/none -qmp unix:DIR/x,SERVED --policy DIR/other",
            "mux unix:DIR/none -qmp unix:DIR/x,SERVED,role=owner --audit DIR/none/audit",
            "mux unix:DIR/none -qmp unix:DIR/x,SERVED,role=owner --audit DIR",
            "mux qga:unix:DIR/none -qmp unix:DIR/none/x,SERVED,role=owner",
            "record DIR/none/t unix:DIR/none -qmp unix:DIR/x,SERVED",
            "record DIR unix:DIR/none -qmp unix:DIR/x,SERVED",
            "record DIR/t unix:DIR/none -qmp tcp:127.0.0.1:USED,SERVED",
            "record DIR/t unix:DIR/none -qmp unix:DIR/none/x,SERVED",
            "record DIR/good unix:DIR/none -qmp unix:DIR/live,SERVED",
            "replay DIR/none -qmp unix:DIR/x,SERVED",
            "replay DIR -qmp unix:DIR/x,SERVED",
            "replay DIR/broken -qmp unix:DIR/x,SERVED",
            "replay DIR/good -qmp tcp:127.0.0.1:USED,SERVED",
            "replay DIR/good -qmp unix:DIR/none/x,SERVED",
            "replay DIR/good -qmp unix:DIR/live,SERVED",
            "replay DIR/good -qmp unix:DIR/x,SERVED --mode odd",
            "replay DIR/good -qmp unix:DIR/x,SERVED --record DIR/out",
            "replay DIR/good -qmp unix:DIR/live,SERVED --mode spy --peer unix:DIR/live --record DIR/good",
            "replay DIR/good -qmp unix:DIR/x,SERVED --mode spy",
            "replay DIR/good -qmp unix:DIR/x,SERVED --mode spy --peer unix:DIR/none",
            "replay DIR/good -qmp unix:DIR/x,SERVED --mode spy --peer qga:unix:DIR/none",
            "metrics unix:DIR/none --listen 127.0.0.1:USED",
            "metrics unix:DIR/none --listen 127.0.0.1:x",
            "metrics qga:unix:DIR/none --listen 127.0.0.1:0",
            "metrics --config DIR/none",
            "metrics --config DIR",
            "metrics --config DIR/broken",
            "metrics --config DIR/other",
            "metrics");

    @TempDir
    Path directory;

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    private RunningProgram start(String call) {
        return RunningProgram.start(call.replace("DIR", directory.toString())
                .replace(",SERVED", SERVED)
                .split(" "));
    }

    @Test
    void whatStandsInTheWayIsSaid() throws IOException {
        file("broken", "{");
        file("array", "[]");
        file("boss", "{\"clients\": [{\"listener\": \"x\", \"role\": \"boss\"}]}");
        file("other", "{\"client\": []}");
        String good = "-> {\"execute\": \"stop\"}\n<- {\"return\": {}}\n";
        file("good", good);
        StringBuilder all = new StringBuilder();
        try (ServerSocket used = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                RunningProgram live = start("serve -qmp unix:DIR/live,SERVED")) {
            live.line();
            String port = String.valueOf(used.getLocalPort());
            for (String call : CALLS) {
                try (RunningProgram program = start(call.replace("USED", port))) {
                    int status = program.status();
                    String said = program.standardOutput() + program.standardError();
                    all.append("$ qmp ").append(call.replace("SERVED", "…")).append('\n');
                    all.append(said.replace(directory.toString(), "DIR").replace(port, "USED"));
                    all.append("-> ").append(status).append("\n\n");
                }
            }
            try (RawClient client = RawClient.connect("unix:" + directory.resolve("live"))) {
                assertThat(client.read()).contains("QMP");
            }
        }
        assertThat(directory.resolve("good")).hasContent(good);
        assertThat(directory.resolve("t")).doesNotExist();
        Golden.compare("server-faults", all.toString());
    }

    /** Linux has a file that is always full. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "record /dev/full unix:DIR/none -qmp unix:DIR/x,SERVED",
                "replay DIR/good -qmp unix:DIR/x,SERVED --mode spy --peer PEER --record /dev/full"
            })
    void aDiskThatIsFullAtTheBeginningIsNoFaultOfTheProgram(String call) throws IOException {
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "there is no /dev/full");
        file("good", "-> {\"execute\": \"stop\"}\n<- {\"return\": {}}\n");
        try (RunningProgram peer = start("serve -qmp unix:DIR/peer,SERVED")) {
            peer.line();
            try (RunningProgram program = start(call.replace("PEER", "unix:DIR/peer"))) {
                assertThat(program.status()).isEqualTo(2);
                assertThat(program.standardError()).isEqualTo("qmp: /dev/full: No space left on device\n");
            }
        }
    }
}
