package io.qmp.program.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.program.probe.Finding.Kind;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is found out about a socket, with files of processes that the test has written. */
@EnabledOnOs(OS.LINUX)
class DiagnosisTest {
    private static final String GREETING = "{\"QMP\": {\"capabilities\": []}}\r\n";

    @TempDir
    Path directory;

    @Test
    void aPathThatIsNotThereNamesTheSocketsBesideIt() throws IOException {
        try (ServerSocketChannel other = listen("other.sock")) {
            assertThat(problem(look("missing.sock"))).contains("does not exist", "beside it: other.sock", "-qmp unix:");
            assertThat(other.isOpen()).isTrue();
        }
        assertThat(problem(look("nowhere/vm.sock"))).contains("the directory", "nowhere does not exist");
    }

    @Test
    void aFileIsNoSocket() throws IOException {
        Files.writeString(directory.resolve("disk.img"), "");
        assertThat(problem(look("disk.img"))).contains("is a file, no socket");
        assertThat(problem(look("."))).contains("is a directory, no socket");
    }

    @Test
    void aStoppedProcessIsNamed() throws IOException {
        try (ServerSocketChannel listening = listen("vm.sock")) {
            processes(listening, "T", 0);
            Diagnosis diagnosis = look("vm.sock");
            assertThat(problem(diagnosis)).contains("qemu (x) (process 4711) is stopped", "kill -CONT 4711");
            assertThat(diagnosis.isStopped()).isTrue();
        }
    }

    @Test
    void aClientThatIsServedIsTheReasonForSilence() throws IOException {
        try (ServerSocketChannel listening = listen("vm.sock")) {
            processes(listening, "S", 1);
            Diagnosis diagnosis = look("vm.sock");
            assertThat(diagnosis.hasProblem()).isFalse();
            assertThat(diagnosis.findings())
                    .anyMatch(finding ->
                            finding.kind() == Kind.NOTE && finding.text().contains("1 client already"));

            diagnosis.heard(new Heard("", "", false, false, false));
            assertThat(problem(diagnosis)).contains("does not greet another client");
        }
    }

    @Test
    void whatItSaysTellsWhatItIs() {
        assertThat(heard(GREETING, false, true).hasProblem()).isFalse();
        assertThat(problem(heard(GREETING, false, false))).contains("main loop is busy");
        assertThat(problem(heard("QEMU 7.2.22 monitor - type 'help' for more information\r\n", false, false)))
                .contains("monitor for people", "-qmp instead of -monitor");
        assertThat(problem(heard("SSH-2.0-OpenSSH\r\n", true, false))).contains("says 'SSH-2.0-OpenSSH'");
        assertThat(problem(heard("", true, false))).contains("without a greeting", "TLS");
        assertThat(problem(heard("", false, false))).contains("does not greet", "TLS");
        Diagnosis agent = diagnosis();
        agent.heard(new Heard("", "", false, false, true));
        assertThat(problem(agent)).contains("guest agent", "qga:tcp:h:1");
        Diagnosis wanted = new Diagnosis("qga:tcp:h:1", Optional.empty(), false);
        wanted.heard(new Heard("", "", false, false, true));
        assertThat(wanted.hasProblem()).isFalse();
        Diagnosis missing = new Diagnosis("qga:tcp:h:1", Optional.empty(), false);
        missing.heard(new Heard("", "", false, false, false));
        assertThat(problem(missing)).contains("no guest agent answers", "qemu-ga");
        Diagnosis refused = diagnosis();
        refused.heard(new Heard("Connection refused", "", false, false, false));
        assertThat(problem(refused)).contains("nobody listens at tcp:h:1");
    }

    @Test
    void aSocketThatNobodyListensAtIsLeftOver() throws IOException {
        listen("vm.sock").close();
        Diagnosis diagnosis = look("vm.sock");
        diagnosis.heard(new Heard("Failed to connect: Connection refused", "", false, false, false));
        assertThat(problem(diagnosis)).contains("nobody listens: the process that made the socket has ended");
    }

    @Test
    void withoutFilesOfProcessesNothingIsSaidOfThem() throws IOException {
        try (ServerSocketChannel listening = listen("vm.sock")) {
            assertThat(listening.isOpen()).isTrue();
            assertThat(look("vm.sock").findings()).hasSize(1).allMatch(finding -> finding.kind() == Kind.GOOD);
        }
    }

    private ServerSocketChannel listen(String name) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        return channel.bind(UnixDomainSocketAddress.of(directory.resolve(name)));
    }

    private void processes(ServerSocketChannel listening, String state, int clients) throws IOException {
        Path socket = ((UnixDomainSocketAddress) listening.getLocalAddress()).getPath();
        Path net = Files.createDirectories(directory.resolve("proc/net"));
        StringBuilder lines = new StringBuilder("Num RefCount Protocol Flags Type St Inode Path\n");
        lines.append("0: 00000002 00000000 00010000 0001 01 77 ").append(socket).append('\n');
        lines.append("1: 00000002 00000000 00000000 0001 02 0 ").append(socket).append('\n');
        lines.append("3: 00000003 00000000 00000000 0001 03 79\n");
        for (int i = 0; i < clients; i++) {
            lines.append("2: 00000003 00000000 00000000 0001 03 78 ")
                    .append(socket)
                    .append('\n');
        }
        Files.writeString(net.resolve("unix"), lines);
        Path descriptors = Files.createDirectories(directory.resolve("proc/4711/fd"));
        Files.createSymbolicLink(descriptors.resolve("5"), Path.of("socket:[77]"));
        Files.writeString(directory.resolve("proc/4711/stat"), "4711 (qemu (x)) " + state + " 1 1");
    }

    private Diagnosis look(String name) {
        Path path = directory.resolve(name);
        Diagnosis diagnosis = new Diagnosis("unix:" + path, Optional.of(path), false);
        diagnosis.look(directory.resolve("proc"));
        return diagnosis;
    }

    private static Diagnosis diagnosis() {
        return new Diagnosis("tcp:h:1", Optional.empty(), false);
    }

    private static Diagnosis heard(String text, boolean ended, boolean negotiated) {
        Diagnosis diagnosis = diagnosis();
        diagnosis.heard(new Heard("", text, ended, negotiated, false));
        return diagnosis;
    }

    private static String problem(Diagnosis diagnosis) {
        Finding last = diagnosis.findings().get(diagnosis.findings().size() - 1);
        assertThat(last.kind()).isEqualTo(Kind.PROBLEM);
        return last.text() + "\n" + last.advice();
    }
}
