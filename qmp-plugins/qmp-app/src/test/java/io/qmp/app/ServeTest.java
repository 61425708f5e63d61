package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeTest {
    private static final String NEGOTIATE = "{\"execute\":\"qmp_capabilities\"}";
    private static final String QUIT = "{\"execute\":\"quit\",\"id\":1}";
    private static final String OK = "{\"return\": {}}";

    @TempDir
    Path directory;

    @Test
    void servesUntilQuit() throws IOException {
        String address = "unix:" + directory.resolve("qmp");
        try (RunningProgram program = serve("-qmp", address + ",server=on,wait=off")) {
            assertThat(program.line()).isEqualTo("listening on " + address);
            try (RawClient client = RawClient.connect(address)) {
                assertThat(client.read()).startsWith("{\"QMP\": ").contains("\"major\": 11");
                assertThat(client.ask(NEGOTIATE)).isEqualTo(OK);
                assertThat(client.ask(QUIT)).contains("SHUTDOWN", "host-qmp-quit");
                assertThat(client.read()).isEqualTo("{\"return\": {}, \"id\": 1}");
                assertThat(client.read()).isEqualTo("closed");
            }
            assertThat(program.status()).isZero();
            assertThat(program.standardError()).isEmpty();
        }
        assertThat(directory.resolve("qmp")).doesNotExist();
    }

    @Test
    void servesOneSessionByNamedPipes() throws IOException, InterruptedException {
        Path in = makePipe("qmp.in");
        Path out = makePipe("qmp.out");
        try (RunningProgram program = serve("-qmp", "pipe:" + directory.resolve("qmp"));
                BufferedReader replies = Files.newBufferedReader(out)) {
            assertThat(replies.readLine()).startsWith("{\"QMP\": ");
            Files.writeString(in, NEGOTIATE, StandardOpenOption.WRITE);
            assertThat(replies.readLine()).isEqualTo(OK);
            Files.writeString(in, QUIT, StandardOpenOption.WRITE);
            assertThat(replies.readLine()).contains("SHUTDOWN", "host-qmp-quit");
            assertThat(replies.readLine()).isEqualTo("{\"return\": {}, \"id\": 1}");
            assertThat(program.status()).isZero();
        }
    }

    private Path makePipe(String name) throws IOException, InterruptedException {
        Path pipe = directory.resolve(name);
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        return pipe;
    }

    @Test
    void knowsAllCommandsOfQemuIfToldTo() throws IOException {
        String address = "unix:" + directory.resolve("qmp");
        String machine = "io.qmp.plugin.machine.MachinePlugin"; // it executes all
        try (RunningProgram program =
                serve("-qmp", address + ",server=on,wait=off", "--commands", "qemu", "--without-plugin", machine)) {
            program.line();
            try (RawClient client = RawClient.connect(address)) {
                client.read();
                assertThat(client.ask(NEGOTIATE)).isEqualTo(OK);
                assertThat(client.ask("{\"execute\":\"stop\"}"))
                        .contains("\"The command stop is not implemented by this server\"");
                assertThat(client.ask("{\"execute\":\"query-version\"}")).contains("\"qemu\"");
            }
        }
    }

    /** As QEMU's own test of out-of-band execution does it: a pipe blocks the command until its other end is opened. */
    @Test
    void outOfBandCommandsOvertakeANodeThatWaitsForAPipe() throws IOException, InterruptedException {
        Path pipe = directory.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "mkfifo is not installed");
        String address = "unix:" + directory.resolve("qmp");
        try (RunningProgram program = serve("-qmp", address + ",server=on,wait=off")) {
            program.line();
            try (RawClient client = RawClient.connect(address)) {
                client.read();
                client.ask("{\"execute\":\"qmp_capabilities\",\"arguments\":{\"enable\":[\"oob\"]}}");
                assertThat(client.ask("{\"execute\":\"blockdev-add\",\"id\":1,\"arguments\":{\"driver\":\"blkdebug\","
                                + "\"node-name\":\"b\",\"config\":\"" + pipe
                                + "\",\"image\":{\"driver\":\"null-co\"}}}"
                                + "{\"exec-oob\":\"migrate-pause\",\"id\":2}"))
                        .contains("\"id\": 2");
                Files.newOutputStream(pipe).close();
                assertThat(client.read()).contains("{\"return\": {}, \"id\": 1}");
            }
        }
    }

    @Test
    void letsProgramsActAsTheGuest() throws IOException {
        String address = "unix:" + directory.resolve("qmp");
        String guest = "unix:" + directory.resolve("qtest");
        try (RunningProgram program =
                serve("-qmp", address + ",server=on,wait=off", "-qtest", guest + ",server=on,wait=off")) {
            program.line();
            try (RawClient client = RawClient.connect(address);
                    RawClient chipset = RawClient.connect(guest)) {
                client.read();
                assertThat(client.ask(NEGOTIATE)).isEqualTo(OK);
                assertThat(chipset.ask("outw 0x604 0x2000\n")).isEqualTo("OK");
                assertThat(client.read()).contains("SHUTDOWN", "guest-shutdown");
                assertThat(client.read()).isEqualTo("closed");
            }
            assertThat(program.status()).isZero();
        }
    }

    /** The device listens once, and is listed; its clients speak to the machine, one after the other. */
    @Test
    void aCharacterDeviceLetsProgramsActAsTheGuest() throws IOException {
        String address = "unix:" + directory.resolve("qmp");
        Path guest = directory.resolve("qtest");
        try (RunningProgram program = serve(
                "-qmp",
                address + ",server=on,wait=off",
                "-chardev",
                "socket,id=q,path=" + guest + ",server=on,wait=off",
                "-qtest",
                "chardev:q")) {
            program.line();
            try (RawClient first = RawClient.connect("unix:" + guest)) {
                assertThat(first.ask("outw 0x80 0x0\n"))
                        .as(program.standardError())
                        .isEqualTo("OK");
            }
            try (RawClient client = RawClient.connect(address);
                    RawClient second = RawClient.connect("unix:" + guest)) {
                client.read();
                assertThat(client.ask(NEGOTIATE)).isEqualTo(OK);
                assertThat(second.ask("outw 0x604 0x2000\n")).isEqualTo("OK");
                assertThat(client.read()).contains("SHUTDOWN", "guest-shutdown");
            }
            assertThat(program.status()).isZero();
        }
    }

    @Test
    void aDeviceWithAMonitorIsNotForTheGuest() {
        Path socket = directory.resolve("qmp");
        try (RunningProgram program = serve(
                "-chardev",
                "socket,id=q,path=" + socket + ",server=on,wait=off",
                "-mon",
                "chardev=q,mode=control",
                "-qtest",
                "chardev:q")) {
            assertThat(program.status()).isEqualTo(1);
            assertThat(program.standardError()).contains("-qtest chardev:q: chardev 'q' is already in use");
        }
    }

    @Test
    void endsInOrderWhenItIsToldTo() throws IOException {
        String address = "unix:" + directory.resolve("qmp");
        try (RunningProgram program = serve("-qmp", address + ",server=on,wait=off")) {
            program.line();
            try (RawClient client = RawClient.connect(address)) {
                client.read();
                program.signal();
                assertThat(client.read()).isEqualTo("closed");
            }
            assertThat(program.status()).isZero();
        }
        assertThat(directory.resolve("qmp")).doesNotExist();
    }

    @Test
    void saysWhereAllItsMonitorsAre() throws IOException {
        String socket = directory.resolve("qmp").toString();
        try (RunningProgram program = serve(
                "-chardev",
                "socket,id=m0,path=" + socket + ",server=on,wait=off",
                "-mon",
                "chardev=m0,mode=control,pretty=on",
                "-qmp",
                "tcp:localhost:0,server,nowait")) {
            String line = program.line();
            assertThat(line)
                    .matches(
                            "listening on tcp:localhost:[1-9]\\d*, unix:.*|listening on unix:.*, tcp:localhost:[1-9]\\d*");
            try (RawClient client = RawClient.connect("unix:" + socket)) {
                assertThat(client.read()).isEqualTo("{");
                assertThat(client.read()).isEqualTo("    \"QMP\": {");
            }
            try (RawClient client = RawClient.connect(line.replaceFirst(".*(tcp:localhost:\\d+).*", "$1"))) {
                assertThat(client.read()).startsWith("{\"QMP\": ");
            }
        }
    }

    @Test
    void firstCommandWaitsUntilAllIsOpen() throws IOException, InterruptedException {
        Path first = directory.resolve("first");
        Path second = directory.resolve("second");
        try (RunningProgram program = serve(
                "-qmp",
                "unix:" + first + ",server=on,wait=off",
                "-qmp",
                "unix:" + second + ",server=on,wait=on",
                "-chardev",
                "null,id=last")) {
            SocketFile.await(first);
            try (RawClient client = RawClient.connect("unix:" + first)) {
                assertThat(client.read()).startsWith("{\"QMP\": ");
                client.send(NEGOTIATE + "{'execute':'query-chardev'}");
                SocketFile.await(second);
                RawClient.connect("unix:" + second).close();

                assertThat(client.read()).isEqualTo(OK);
                assertThat(client.read()).contains("\"label\": \"compat_monitor1\"", "\"label\": \"last\"");
            }
            program.signal();
            assertThat(program.status()).isZero();
        }
    }

    @Test
    void signalEndsItWhileAMonitorWaits() throws IOException, InterruptedException {
        Path first = directory.resolve("first");
        try (RunningProgram program = serve(
                "-qmp",
                "unix:" + first + ",server=on,wait=off",
                "-qmp",
                "unix:" + directory.resolve("second") + ",server=on,wait=on")) {
            SocketFile.await(first);
            try (RawClient client = RawClient.connect("unix:" + first)) {
                client.read();
                client.send(NEGOTIATE + QUIT);
                program.signal();
                assertThat(client.read()).isEqualTo("closed");
            }
            assertThat(program.status()).isZero();
        }
    }

    @Test
    void connectsToAClientThatWaits() throws IOException {
        Path socket = directory.resolve("client");
        try (ServerSocketChannel waiting = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            waiting.bind(UnixDomainSocketAddress.of(socket));
            try (RunningProgram program = serve("-qmp", "unix:" + socket);
                    RawClient client = new RawClient(waiting.accept())) {
                assertThat(client.read()).startsWith("{\"QMP\": ");
                assertThat(client.ask(NEGOTIATE)).isEqualTo(OK);
                assertThat(client.ask(QUIT)).contains("SHUTDOWN", "host-qmp-quit");
                assertThat(client.read()).isEqualTo("{\"return\": {}, \"id\": 1}");
                assertThat(program.status()).isZero();
                assertThat(program.standardOutput()).isEmpty();
            }
        }
    }

    @Test
    void waitsForTheFirstClientBeforeItGoesOn() throws IOException, InterruptedException {
        String first = "unix:" + directory.resolve("first");
        String second = "unix:" + directory.resolve("second");
        try (RunningProgram program = serve("-qmp", first + ",server=on", "-qmp", second + ",server=on,wait=off")) {
            assertThat(program.errorLine())
                    .isEqualTo("qmp: -qmp " + first
                            + ",server=on: info: QEMU waiting for connection on: disconnected:" + first
                            + ",server=on");
            assertThat(program.standardOutput()).isEmpty();
            assertThat(directory.resolve("second")).doesNotExist();
            try (RawClient client = connectWhenItListens(first)) {
                assertThat(client.read()).startsWith("{\"QMP\": ");
                assertThat(program.line()).isEqualTo("listening on " + first + ", " + second);
            }
        }
    }

    @Test
    void endsInOrderWhileItWaits() {
        try (RunningProgram program = serve("-qmp", "unix:" + directory.resolve("qmp") + ",server=on")) {
            program.errorLine();
            program.signal();
            assertThat(program.status()).isZero();
            assertThat(program.standardError().lines()).hasSize(1);
        }
    }

    @Test
    void servesStandardInputAndOutput() throws IOException {
        String address = "unix:" + directory.resolve("qmp");
        PipedInputStream in = new PipedInputStream();
        PipedOutputStream typed = new PipedOutputStream(in);
        try (RunningProgram program =
                RunningProgram.start(in, "serve", "-qmp", "stdio", "-qmp", address + ",server=on,wait=off")) {
            assertThat(program.line()).startsWith("{\"QMP\": ");
            assertThat(program.errorLine()).isEqualTo("listening on " + address);
            typed.write(NEGOTIATE.getBytes(StandardCharsets.UTF_8));
            typed.flush();
            assertThat(program.line()).startsWith(OK);

            typed.write("{\"execute\":\"query-version\"}{\"execute\":\"qu".getBytes(StandardCharsets.UTF_8));
            typed.close();
            assertThat(program.line()).startsWith("{\"return\": {\"qemu\": ");
            try (RawClient other = RawClient.connect(address)) {
                assertThat(other.read()).startsWith("{\"QMP\": ");
                assertThat(other.ask(NEGOTIATE)).isEqualTo(OK);
                other.ask(QUIT);
            }
            assertThat(program.status()).isZero();
        }
    }

    @Test
    void makesSocketsForTheirOwnerUnlessToldOtherwise() throws IOException {
        Path own = directory.resolve("own");
        Path shared = directory.resolve("shared");
        try (RunningProgram program = serve(
                "-qmp",
                "unix:" + own + ",server=on,wait=off",
                "-qmp",
                "unix:" + shared + ",server=on,wait=off,socket-mode=0660")) {
            program.line();
            assertThat(Files.getPosixFilePermissions(own)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(Files.getPosixFilePermissions(shared)).isEqualTo(PosixFilePermissions.fromString("rw-rw----"));
        }
    }

    @Test
    void behavesAsTheVersionThatWasSet() throws IOException {
        String address = "unix:" + directory.resolve("qmp");
        try (RunningProgram program = serve("-qmp", address + ",server=on,wait=off", "--set-version", "7.2.22")) {
            program.line();
            try (RawClient client = RawClient.connect(address)) {
                assertThat(client.read()).contains("{\"qemu\": {\"micro\": 22, \"minor\": 2, \"major\": 7}");
            }
        }
    }

    @Test
    void makesTheMachineThatQemusOptionsDescribe() throws IOException {
        String address = "unix:" + directory.resolve("qmp");
        try (RunningProgram program =
                serve("-name", "vm", "-nodefaults", "-S", "-qmp", address + ",server=on,wait=off", "-m", "64")) {
            program.line();
            try (RawClient client = RawClient.connect(address)) {
                client.read();
                client.ask(NEGOTIATE);
                assertThat(client.ask("{\"execute\":\"query-name\"}")).isEqualTo("{\"return\": {\"name\": \"vm\"}}");
                assertThat(client.ask("{\"execute\":\"query-status\"}")).contains("prelaunch");
            }
        }
    }

    @Test
    void failsIfTheGuestPanicsAndThatIsToCount() throws IOException {
        String address = "unix:" + directory.resolve("qmp");
        try (RunningProgram program =
                serve("-qmp", address + ",server=on,wait=off", "-guest-commands", "-action", "panic=exit-failure")) {
            program.line();
            try (RawClient client = RawClient.connect(address)) {
                client.read();
                client.ask(NEGOTIATE);
                client.ask("{\"execute\":\"__io.qmp_guest-panic\"}");
                assertThat(program.status()).isEqualTo(1);
            }
        }
    }

    @Test
    void leavesOutPlugins() throws IOException {
        String address = "unix:" + directory.resolve("qmp");
        try (RunningProgram program = serve(
                "-qmp",
                address + ",server=on,wait=off",
                "--without-plugin",
                "io.qmp.plugin.core.CorePlugin",
                "--without-plugin",
                "io.qmp.plugin.machine.MachinePlugin")) {
            program.line();
            try (RawClient client = RawClient.connect(address)) {
                client.read();
                client.ask(NEGOTIATE);
                assertThat(client.ask("{\"execute\":\"query-version\"}")).contains("CommandNotFound");
                assertThat(client.ask("{\"execute\":\"query-status\"}")).contains("CommandNotFound");
            }
        }
    }

    @Test
    void refusesAPortThatOthersUse() {
        try (RunningProgram first = serve("-qmp", "tcp:localhost:0,server=on,wait=off")) {
            String taken = first.line().replace("listening on ", "") + ",server=on,wait=off";
            try (RunningProgram second = serve("-qmp", taken)) {
                assertThat(second.status()).isEqualTo(1);
                assertThat(second.standardError())
                        .startsWith(
                                "qmp: -qmp " + taken + ": Failed to find an available port: Address already in use\n");
            }
        }
    }

    private static RunningProgram serve(String... options) {
        String[] line = new String[options.length + 1];
        line[0] = "serve";
        System.arraycopy(options, 0, line, 1, options.length);
        return RunningProgram.start(line);
    }

    /** The program says that it waits before it listens. The socket appears when it listens. */
    private RawClient connectWhenItListens(String address) throws IOException, InterruptedException {
        SocketFile.await(Path.of(address.substring("unix:".length())));
        return RawClient.connect(address);
    }
}
