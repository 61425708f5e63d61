package io.qmp.transport.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.message.Event;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.client.ClientOptions;
import io.qmp.client.ConnectionLimits;
import io.qmp.client.EventSubscription;
import io.qmp.client.QmpClient;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real QEMU as peer. */
@Tag("qemu")
class QemuTest {
    private static final String QEMU = "qemu-system-x86_64";
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    Path directory;

    private final Transport transport = NioTransport.create();
    private Process qemu;

    @AfterEach
    void end() {
        if (qemu != null) {
            qemu.destroyForcibly().onExit().join();
        }
        join(transport.close());
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private QmpClient start(QmpAddress address) throws IOException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, QEMU))),
                QEMU + " is not installed");
        List<String> command = new ArrayList<>(List.of(QEMU, "-machine", "q35,accel=tcg", "-nodefaults"));
        command.addAll(List.of("-display", "none", "-S", "-qmp", address + ",server=on,wait=off"));
        qemu = new ProcessBuilder(command).inheritIO().start();
        return join(QmpClient.builder()
                .transport(transport)
                .connectWithin(PATIENCE)
                .options(ClientOptions.DEFAULT.withConnectionLimits(ConnectionLimits.DEFAULT.withNegotiation(PATIENCE)))
                .outOfBand(true)
                .connect(address));
    }

    private QmpAddress address(String kind) throws IOException {
        if (kind.equals("unix")) {
            return QmpAddress.unix(directory.resolve("qmp"));
        }
        try (ServerSocket free = new ServerSocket(0)) {
            return QmpAddress.tcp("127.0.0.1", free.getLocalPort());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void commandsEventsLongRepliesAndOutOfBandPass(String kind) throws Exception {
        QmpClient client = start(address(kind));
        EventSubscription<Event> events = client.subscribe("RESUME", "STOP");
        for (int i = 0; i < 20; i++) {
            join(client.execute("cont", QmpObject.EMPTY));
            join(client.execute("stop", QmpObject.EMPTY));
            assertThat(events.poll(Duration.ZERO)).isPresent();
            assertThat(events.poll(Duration.ZERO)).isPresent();
        }
        QmpValue schema = join(client.execute("query-qmp-schema", QmpObject.EMPTY)); // more than 200 kB
        assertThat(((QmpArray) schema).elements()).hasSizeGreaterThan(500);
        List<CompletableFuture<QmpValue>> many = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            many.add(client.execute("query-status", QmpObject.EMPTY));
        }
        many.forEach(CompletableFuture::join);
        assertThat(join(client.executeOutOfBand("query-yank", QmpObject.EMPTY))).isInstanceOf(QmpArray.class);
        events.close();
        join(client.close());
    }

    @Test
    void aKilledQemuEndsPendingCommandsAndTheConnection() throws Exception {
        QmpClient client = start(address("unix"));
        new ProcessBuilder("kill", "-STOP", Long.toString(qemu.pid())).start().waitFor();
        CompletableFuture<QmpValue> pending = client.execute("query-status", QmpObject.EMPTY);
        qemu.destroyForcibly().onExit().join();
        assertThatThrownBy(pending::join).cause().isInstanceOf(ConnectionLostException.class);
        join(client.closed().handle((nothing, failure) -> null));
    }

    @Test
    void quittingEndsTheConnectionInOrder() throws Exception {
        QmpClient client = start(address("unix"));
        join(client.execute("quit", QmpObject.EMPTY));
        join(client.closed().handle((nothing, failure) -> null));
        assertThat(qemu.onExit().join().exitValue()).isZero();
    }
}
