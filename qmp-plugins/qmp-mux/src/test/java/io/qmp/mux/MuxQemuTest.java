package io.qmp.mux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.ClientOptions;
import io.qmp.client.QmpClient;
import io.qmp.mux.options.MuxOptions;
import io.qmp.mux.policy.Role;
import io.qmp.mux.policy.RoleSource;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A multiplexer in front of a real QEMU, with a thousand commands under way and clients that do as they like. */
@Tag("qemu")
class MuxQemuTest {
    private static final int CLIENTS = 10;
    private static final int COMMANDS = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Request QUERY = new Request("query-commands", QmpObject.EMPTY, null, false);

    @TempDir
    Path directory;

    private Process qemu;
    private Mux mux;
    private long descriptors;

    @BeforeEach
    void start() throws IOException {
        Path program = Path.of("/usr/bin/qemu-system-x86_64");
        assumeTrue(Files.isExecutable(program), program + " is not installed");
        qemu = new ProcessBuilder(
                        program.toString(),
                        "-machine",
                        "none",
                        "-nodefaults",
                        "-display",
                        "none",
                        "-qmp",
                        "unix:" + directory.resolve("qemu") + ",server=on,wait=off")
                .inheritIO()
                .start();
        descriptors = openDescriptors();
        mux = Mux.builder(QmpAddress.unix(directory.resolve("qemu")))
                .listen("rw", address(), RoleSource.always(Role.OWNER))
                .options(MuxOptions.DEFAULT.withGreetingWait(PATIENCE))
                .start()
                .join();
    }

    @AfterEach
    void stop() {
        mux.close().join();
        qemu.destroyForcibly().onExit().join();
    }

    private QmpAddress address() {
        return QmpAddress.unix(directory.resolve("rw"));
    }

    /** A client that writes all its commands at once, without waiting for replies. */
    private QmpClient client() {
        return QmpClient.builder()
                .connectWithin(PATIENCE)
                .options(ClientOptions.DEFAULT.withOutOfBand(false))
                .connect(address())
                .join();
    }

    private SocketChannel rawClient() throws IOException {
        SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX);
        client.connect(UnixDomainSocketAddress.of(directory.resolve("rw")));
        client.write(StandardCharsets.UTF_8.encode("{\"execute\": \"qmp_capabilities\"}"));
        return client;
    }

    private static ByteBuffer commands(int number) {
        return StandardCharsets.UTF_8.encode("{\"execute\": \"query-commands\"}".repeat(number));
    }

    private static long openDescriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    @Test
    void allCommandsEndWhenQemuIsKilled() throws IOException {
        List<QmpClient> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(client());
        }
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int command = 0; command < COMMANDS; command++) {
            clients.forEach(client -> replies.add(client.send(QUERY)));
        }
        replies.get(0).join();
        qemu.destroyForcibly().onExit().join();
        long answered = 0;
        for (CompletableFuture<Reply> reply : replies) {
            try {
                answered += reply.join() instanceof Reply.Success ? 1 : 0;
            } catch (CompletionException lost) {
                // as behind a QEMU that is killed
            }
        }
        assertThat(answered).isBetween(1L, (long) replies.size());
        clients.forEach(client -> client.closed().join());
        mux.closed().join();
        assertThat(mux.clients()).isZero();
        assertThat(openDescriptors()).isLessThanOrEqualTo(descriptors + 2);
    }

    @Test
    void clientsThatVanishWithAThousandCommandsLeaveNothing() throws IOException {
        QmpClient owner = client();
        owner.send(QUERY).join();
        long before = openDescriptors();
        List<SocketChannel> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            SocketChannel client = rawClient();
            client.write(commands(COMMANDS));
            clients.add(client);
        }
        for (SocketChannel client : clients) {
            client.close();
        }
        QmpArray left;
        do {
            left = (QmpArray)
                    owner.execute("__io.qmp_mux-clients", QmpObject.EMPTY).join();
        } while (left.elements().size() > 1);
        assertThat(owner.send(QUERY).join()).isInstanceOf(Reply.Success.class);
        assertThat(openDescriptors()).isLessThanOrEqualTo(before);
    }

    @Test
    void clientIsServedBesideOneThatFloodsAndOneThatNeverReads() throws IOException {
        QmpClient client = client();
        List<CompletableFuture<Reply>> flood = new ArrayList<>();
        QmpClient flooding = client();
        try (SocketChannel silent = rawClient()) {
            silent.configureBlocking(false);
            ByteBuffer endless = commands(COMMANDS);
            while (silent.write(endless) > 0) {
                endless.rewind();
            }
            for (int i = 0; i < CLIENTS * COMMANDS; i++) {
                flood.add(flooding.send(QUERY));
            }
            for (int i = 0; i < COMMANDS; i++) {
                assertThat(client.send(QUERY).join()).isInstanceOf(Reply.Success.class);
            }
            assertThat(flood).last().satisfies(last -> assertThat(last).isNotDone());
        }
        flooding.close().join();
    }
}
