package io.qmp.transport.nio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.qmp.api.wire.QmpAddress;
import io.qmp.contracts.SocketPeer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accepting when the process has as many open files as it may have. */
class DescriptorShortageTest {
    @TempDir
    Path directory;

    @Test
    void clientsWaitUntilThereAreDescriptorsAndTheLogSaysSoOnce() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh to set a limit");
        Path socket = directory.resolve("monitor");
        Process server = start(socket.toString(), "logging works");
        try (BufferedReader output = new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8))) {
            awaitLine(output, "listening");
            try (SocketPeer first = SocketPeer.connect(QmpAddress.unix(socket));
                    SocketPeer second = SocketPeer.connect(QmpAddress.unix(socket))) {
                first.send("one");
                second.send("two");
                awaitLine(output, "no connection can be accepted at the moment");
                closeOne(server);
                assertThat(first.receive(3)).isEqualTo("one"); // it waits in the system's queue, as the second does
                closeOne(server);
                assertThat(second.receive(3)).isEqualTo("two");
            }
            server.getOutputStream().close();
            long more = output.lines()
                    .filter(line -> line.contains("can be accepted at the moment"))
                    .count();
            assertThat(more).isLessThan(10);
        } finally {
            server.destroyForcibly();
        }
    }

    @Test
    void theLoopSurvivesALogThatFailsForTheSameReason() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh to set a limit");
        Path socket = directory.resolve("monitor");
        Process server = start(socket.toString());
        try (BufferedReader output = new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8))) {
            awaitLine(output, "listening");
            try (SocketPeer first = SocketPeer.connect(QmpAddress.unix(socket));
                    SocketPeer second = SocketPeer.connect(QmpAddress.unix(socket))) {
                closeOne(server);
                first.send("one");
                assertThat(first.receive(3)).isEqualTo("one");
                second.send("two");
                closeOne(server);
                assertThat(second.receive(3)).isEqualTo("two");
            }
        } finally {
            server.destroyForcibly();
        }
    }

    private static Process start(String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "ulimit -n 100; exec \"$@\"", "sh", java));
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", path, ServerWithFewDescriptors.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static void awaitLine(BufferedReader output, String part) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains(part)) {
                return;
            }
        }
        throw new AssertionError("the server has ended without the line '" + part + "'");
    }

    private static void closeOne(Process server) throws IOException {
        server.getOutputStream().write('.');
        server.getOutputStream().flush();
    }
}
