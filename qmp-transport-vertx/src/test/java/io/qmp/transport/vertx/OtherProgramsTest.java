package io.qmp.transport.vertx;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Descriptors that Python sends and receives. */
class OtherProgramsTest {
    private final CompletableFuture<DescriptorRecorder> accepted = new CompletableFuture<>();

    @TempDir
    Path directory;

    private Path file;
    private Path socket;
    private Vertx vertx;
    private Transport transport;
    private EventLoop loop;

    @BeforeEach
    void listen() throws Exception {
        vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        assumeTrue(vertx.isNativeTransportEnabled(), "no native transport for this system");
        assumeTrue(hasPython(), "no python3 here");
        file = Files.writeString(directory.resolve("file"), "content");
        socket = directory.resolve("socket");
        transport = VertxTransport.on(vertx);
        loop = transport.newEventLoop();
        transport
                .listen(
                        QmpAddress.unix(socket),
                        ListenOptions.DEFAULT.withDescriptors(),
                        loop,
                        connection -> accepted.complete(new DescriptorRecorder(connection)))
                .toCompletableFuture()
                .join();
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @AfterEach
    void nothingIsLeftOpen() throws Exception {
        if (transport != null) {
            if (accepted.isDone()) {
                onLoop(accepted.join()::closeDescriptors);
            }
            transport.close().toCompletableFuture().join();
            assertThat(OpenDescriptors.of(file)).isZero();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Runs a script to which {@code s} is a connected socket, and {@code fds(n)} opens the file n times. */
    private Process python(String script) throws IOException {
        String whole = """
                import os, socket, sys
                s = socket.socket(socket.AF_UNIX)
                s.connect(sys.argv[1])
                def fds(n):
                    return [os.open(sys.argv[2], os.O_RDONLY) for i in range(n)]
                """ + script;
        return new ProcessBuilder("python3", "-c", whole, socket.toString(), file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private DescriptorRecorder recorder() throws Exception {
        assertThat(accepted).as("the other program has connected").succeedsWithin(4, TimeUnit.MINUTES);
        return accepted.join();
    }

    private void onLoop(Runnable task) {
        CompletableFuture.runAsync(task, loop).join();
    }

    @Test
    void arriveFromPython() throws Exception {
        Process python = python("""
                socket.send_fds(s, [b"first"], fds(1))
                s.sendall(b"plain")
                socket.send_fds(s, [b"last"], fds(2))
                s.recv(1)
                """);
        DescriptorRecorder server = recorder();
        assertThat(server.text(14)).isEqualTo("firstplainlast");
        assertThat(server.descriptors).containsOnlyKeys(0, 10);
        assertThat(server.descriptors.get(10)).hasSize(2);
        int number = server.descriptors.get(0).get(0).number();
        assertThat(Files.readString(Path.of("/proc/self/fd/" + number))).isEqualTo("content");
        python.destroyForcibly();
    }

    @Test
    void arriveWithSingleBytes() throws Exception {
        Process python = python("""
                for byte in b"abcdefgh":
                    socket.send_fds(s, [bytes([byte])], fds(1))
                s.recv(1)
                """);
        DescriptorRecorder server = recorder();
        assertThat(server.text(8)).isEqualTo("abcdefgh");
        assertThat(server.descriptors).containsOnlyKeys(0, 1, 2, 3, 4, 5, 6, 7);
        python.destroyForcibly();
    }

    /** QEMU takes sixteen, too. */
    @Test
    void noMoreThanSixteenArriveAtOnce() throws Exception {
        Process python = python("""
                socket.send_fds(s, [b"a"], fds(17))
                socket.send_fds(s, [b"b"], fds(16))
                s.recv(1)
                """);
        DescriptorRecorder server = recorder();
        assertThat(server.text(2)).isEqualTo("ab");
        assertThat(server.descriptors.get(0)).hasSize(16);
        assertThat(server.descriptors.get(1)).hasSize(16);
        python.destroyForcibly();
    }

    @Test
    void arriveFromAProgramThatHasEnded() throws Exception {
        python("socket.send_fds(s, [b'a' * 1000], fds(3))").waitFor();
        DescriptorRecorder server = recorder();
        server.text(1000);
        assertThat(server.whenInputEnded()).as("the input has ended").succeedsWithin(4, TimeUnit.MINUTES);
        assertThat(server.descriptors.get(0)).hasSize(3);
    }

    @Test
    void areReceivedByPython() throws Exception {
        Process python = python("""
                data, fds, flags, address = socket.recv_fds(s, 100, 16)
                print(data.decode(), [os.read(fd, 10).decode() for fd in fds])
                """);
        DescriptorRecorder server = recorder();
        List<FileDescriptor> descriptors =
                List.of(new LinuxDescriptorSource().open(file), new LinuxDescriptorSource().open(file));
        onLoop(() -> {
            server.connection().write(ByteBuffer.wrap("hello".getBytes(US_ASCII)), descriptors);
            server.connection().flush();
        });
        assertThat(new String(python.getInputStream().readAllBytes(), US_ASCII))
                .isEqualTo("hello ['content', 'content']\n");
    }
}
