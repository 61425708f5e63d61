package io.qmp.mux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.command.SessionInfo;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.message.Event;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.QmpAddress;
import io.qmp.client.EventNotice;
import io.qmp.client.EventSubscription;
import io.qmp.client.QmpClient;
import io.qmp.mux.options.Loss;
import io.qmp.mux.options.MuxOptions;
import io.qmp.mux.policy.Role;
import io.qmp.mux.policy.RoleSource;
import io.qmp.testkit.fake.FakeQemu;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole multiplexer, over sockets. */
class MuxTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private QmpAddress address(String name) {
        return QmpAddress.unix(directory.resolve(name));
    }

    private Mux start(QmpAddress qemu, MuxOptions options) {
        return Mux.builder(qemu)
                .listen("rw", address("rw"), RoleSource.always(Role.OWNER))
                .listen("ro", address("ro"), RoleSource.always(Role.OBSERVER))
                .options(options)
                .start()
                .join();
    }

    @Test
    void clientsShareAQemu() throws InterruptedException {
        try (FakeQemu qemu = FakeQemu.builder().start()) {
            qemu.stub("query-chardev").returns("[]");
            qemu.expect("stop").emits("STOP").returns();
            Mux mux = start(qemu.address(), MuxOptions.DEFAULT);
            QmpClient owner = QmpClient.connect(address("rw")).join();
            QmpClient observer = QmpClient.connect(address("ro")).join();
            EventSubscription<Event> events = observer.subscribe("STOP");

            owner.execute("stop", QmpObject.EMPTY).join();

            assertThat(next(events)).isEqualTo("STOP");
            assertThatThrownBy(() -> observer.execute("stop", QmpObject.EMPTY).join())
                    .hasCauseInstanceOf(CommandFailedException.class)
                    .hasMessageContaining("not permitted for role observer");
            mux.close().join();
            owner.closed().join();
            observer.closed().join();
            assertThat(mux.closed()).isCompleted();
        }
    }

    @Test
    void clientsOutliveQemuIfToldSo() throws InterruptedException {
        try (FakeQemu qemu = FakeQemu.builder().start()) {
            qemu.stub("query-chardev").returns("[]");
            qemu.stub("query-status").returns("{'running': true, 'status': 'running'}");
            Mux mux = start(qemu.address(), MuxOptions.DEFAULT.withOnLoss(Loss.HOLD));
            QmpClient client = QmpClient.connect(address("rw")).join();
            EventSubscription<Event> states = client.subscribe("__io.qmp_MUX_UPSTREAM");

            qemu.restart();

            assertThat(next(states)).isEqualTo("down");
            assertThat(next(states)).isEqualTo("up");
            QmpValue status = client.execute("query-status", QmpObject.EMPTY).join();
            assertThat(((QmpObject) status).string("status")).contains("running");
            mux.close().join();
        }
    }

    private static String next(EventSubscription<Event> events) throws InterruptedException {
        return events.poll(LIMIT).orElseThrow() instanceof EventNotice.Happened<Event> happened
                ? happened.event()
                        .data()
                        .string("state")
                        .orElse(happened.event().name())
                : "a gap";
    }

    @Test
    void multiplexerEndsWithQemu() {
        FakeQemu qemu = FakeQemu.builder().start();
        qemu.stub("query-chardev").returns("[]");
        Mux mux = start(qemu.address(), MuxOptions.DEFAULT);
        QmpClient client = QmpClient.connect(address("rw")).join();
        qemu.close();
        client.closed().join();
        mux.closed().join();
    }

    @Test
    void clientsThatLeaveWithCommandsInWorkLeaveNothing() throws IOException {
        try (FakeQemu qemu = FakeQemu.builder().start()) {
            qemu.stub("query-chardev").returns("[]");
            qemu.stub("query-status").returns("{'running': true, 'status': 'running'}");
            List<WeakReference<SessionInfo>> seen = Collections.synchronizedList(new ArrayList<>());
            Mux mux = Mux.builder(qemu.address())
                    .listen("rw", address("rw"), RoleSource.always(Role.OWNER))
                    .listen("ro", address("ro"), client -> {
                        seen.add(new WeakReference<>(client));
                        return Optional.of(Role.OBSERVER);
                    })
                    .start()
                    .join();
            QmpClient owner = QmpClient.connect(address("rw")).join();
            comeAndGo(owner);
            long before = openDescriptors();
            for (int cycle = 0; cycle < Integer.getInteger("mux.cycles", 200); cycle++) {
                comeAndGo(owner);
            }
            assertThat(openDescriptors()).isLessThanOrEqualTo(before + 10);
            assertThat(remembered(seen)).as("clients in memory").isLessThan(5);
            mux.close().join();
        }
    }

    /** How many of the clients are still in memory when garbage has been collected some times. */
    private static long remembered(List<WeakReference<SessionInfo>> clients) {
        long alive = clients.size();
        for (int collections = 0; alive > 1 && collections < 20; collections++) {
            System.gc();
            alive = clients.stream().filter(client -> client.get() != null).count();
        }
        return alive;
    }

    /** A client that sends commands and leaves without reading; afterwards the owner is the only one. */
    private void comeAndGo(QmpClient owner) throws IOException {
        try (SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            client.connect(UnixDomainSocketAddress.of(directory.resolve("ro")));
            client.write(StandardCharsets.UTF_8.encode(
                    "{\"execute\": \"qmp_capabilities\"}" + "{\"execute\": \"query-status\"}".repeat(20)));
        }
        QmpArray clients;
        do {
            clients = (QmpArray)
                    owner.execute("__io.qmp_mux-clients", QmpObject.EMPTY).join();
        } while (clients.elements().size() > 1);
    }

    private static long openDescriptors() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.count();
        }
    }

    @Test
    void addressThatCannotBeBoundFailsTheStart() {
        QmpAddress nowhere = QmpAddress.unix(directory.resolve("missing/socket"));
        assertThatThrownBy(() -> Mux.builder(address("qemu"))
                        .listen("rw", address("rw"), RoleSource.always(Role.OWNER))
                        .listen("ro", nowhere, RoleSource.always(Role.OBSERVER))
                        .start()
                        .join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(ConnectFailedException.class);
        assertThat(directory.resolve("rw"))
                .as("the socket of the other listener")
                .doesNotExist();
    }
}
