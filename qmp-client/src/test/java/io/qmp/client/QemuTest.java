package io.qmp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.error.ConnectFailedException.Reason;
import io.qmp.api.error.ConnectionLostException;
import io.qmp.api.error.NegotiationException;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.host.SocketPair;
import io.qmp.api.message.Event;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.DescriptorSource;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TcpAddress;
import io.qmp.api.wire.TlsOptions;
import io.qmp.api.wire.WireCodec;
import io.qmp.client.EventNotice.Gap;
import io.qmp.contracts.Certificates;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("qemu")
@SuppressWarnings("try") // a program need not be spoken of to run
class QemuTest {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    Path directory;

    private Path socket() {
        return directory.resolve("qmp");
    }

    private Program qemu(String... options) {
        List<String> all =
                new ArrayList<>(List.of("-machine", "q35,accel=tcg", "-nodefaults", "-display", "none", "-S"));
        all.addAll(List.of(options));
        return Program.start("qemu-system-x86_64", all.toArray(String[]::new));
    }

    private Program listening(String... options) {
        List<String> all = new ArrayList<>(List.of("-qmp", "unix:" + socket() + ",server=on,wait=off"));
        all.addAll(List.of(options));
        return qemu(all.toArray(String[]::new));
    }

    private QmpClientBuilder builder() {
        return QmpClient.builder()
                .connectWithin(PATIENCE)
                .options(
                        ClientOptions.DEFAULT.withConnectionLimits(ConnectionLimits.DEFAULT.withNegotiation(PATIENCE)));
    }

    private QmpClient connect() {
        return join(builder().connect(QmpAddress.unix(socket())));
    }

    static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    @Test
    void greetsAndAgrees() throws InterruptedException {
        try (Program qemu = listening();
                BlockingQmpClient client = connect().blocking()) {
            assertThat(client.async()
                                    .greeting()
                                    .orElseThrow()
                                    .version()
                                    .orElseThrow()
                                    .qemu()
                                    .major()
                            >= 7)
                    .isTrue();
            assertThat(client.async().greeting().orElseThrow().capabilities()).isEqualTo(List.of("oob"));
            assertThat(client.execute("query-commands", QmpObject.EMPTY).getClass())
                    .isEqualTo(QmpArray.class);
            assertThat(join(client.async().executeOutOfBand("query-yank", QmpObject.EMPTY)))
                    .isInstanceOf(QmpArray.class);
            var failure = assertThatExceptionOfType(CommandFailedException.class)
                    .isThrownBy(() -> client.execute("no-such-command", QmpObject.EMPTY))
                    .actual();
            assertThat(failure.error().errorClass()).isEqualTo("CommandNotFound");
        }
    }

    @Test
    void eventsPrecedeTheRepliesOfTheirCommands() throws InterruptedException {
        try (Program qemu = listening();
                BlockingQmpClient client = connect().blocking();
                EventSubscription<Event> events = client.async().subscribe("RESUME", "STOP")) {
            assertThat(status(client)).isEqualTo("prelaunch");
            client.execute("cont", QmpObject.EMPTY);
            assertThat(EventsTest.words(events.poll(Duration.ZERO).orElseThrow()))
                    .isEqualTo("RESUME");
            assertThat(status(client)).isEqualTo("running");
            client.execute("stop", QmpObject.EMPTY);
            assertThat(EventsTest.words(events.poll(Duration.ZERO).orElseThrow()))
                    .isEqualTo("STOP");
            assertThat(status(client)).isEqualTo("paused");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyCommandEndsWhenTheProcessIsKilled(boolean oob) {
        try (Program qemu = listening()) {
            QmpClient client = join(builder().outOfBand(oob).connect(QmpAddress.unix(socket())));
            List<CompletableFuture<QmpValue>> all = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                all.add(client.execute("query-status", QmpObject.EMPTY));
            }
            all.get(100).join();
            qemu.kill();
            int lost = 0;
            for (var command : all) {
                Throwable failure = command.handle((result, thrown) -> thrown).join();
                if (failure != null) {
                    assertThat(failure).isInstanceOf(ConnectionLostException.class);
                    lost++;
                }
            }
            join(client.closed());

            assertThat(lost < 900).as(lost + " lost").isTrue();
            assertThatThrownBy(() ->
                            client.execute("query-status", QmpObject.EMPTY).join())
                    .isInstanceOf(CompletionException.class);
        }
    }

    @Test
    void asksForMoreMemoryThanThereIs() throws InterruptedException {
        try (Program qemu = listening("-device", "virtio-balloon-pci");
                BlockingQmpClient client = connect().blocking()) {
            assertThat(client.execute("balloon", QmpObject.of("value", QmpValue.of(64 << 20))))
                    .isEqualTo(QmpObject.EMPTY);
            // Without a guest that has a driver nothing is given back.
            assertThat(client.execute("query-balloon", QmpObject.EMPTY))
                    .isEqualTo(QmpObject.of("actual", QmpValue.of(128L << 20)));
            assertThatThrownBy(() -> client.execute("balloon", QmpObject.of("value", QmpValue.of(-1))))
                    .isInstanceOf(CommandFailedException.class);
        }
    }

    @Test
    void theWholeSchemaIsRead() throws InterruptedException {
        try (Program qemu = listening();
                BlockingQmpClient client = connect().blocking()) {
            QmpArray schema = (QmpArray) client.execute("query-qmp-schema", QmpObject.EMPTY);

            assertThat(schema.elements().size() > 900).isTrue();
        }
    }

    @Test
    void aSecondClientWaitsForItsTurn() {
        try (Program qemu = listening()) {
            QmpClient first = connect();
            var second = builder()
                    .options(ClientOptions.DEFAULT.withConnectionLimits(
                            ConnectionLimits.DEFAULT.withNegotiation(Duration.ofMillis(300))))
                    .connect(QmpAddress.unix(socket()))
                    .toCompletableFuture();
            var failure = assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(second::join)
                    .actual();
            assertThat(failure.getCause()).isInstanceOf(NegotiationException.class);

            join(first.close());
            join(connect().close());
        }
    }

    @Test
    void takesAMachineThatConnects() {
        var accepting = QmpClient.accept(QmpAddress.unix(socket()));
        try (Program qemu = dialling()) {
            QmpClient client = join(accepting);

            assertThat(client.greeting().isPresent()).isTrue();
            join(client.execute("quit", QmpObject.EMPTY));
            join(client.closed());
            assertThat(qemu.exitStatus()).isEqualTo(0);
        }
    }

    @Test
    void takesAMachineThatConnectsAgainAndAgain() {
        try (Program qemu =
                qemu("-chardev", "socket,id=m,path=" + socket() + ",reconnect=1", "-mon", "m,mode=control")) {
            for (int i = 0; i < 2; i++) {
                QmpClient client = join(QmpClient.accept(QmpAddress.unix(socket())));
                join(client.execute("query-status", QmpObject.EMPTY));
                join(client.close());
            }
        }
    }

    @Test
    void takesTheNextMachineThatConnects() throws InterruptedException {
        var accepting = builder().reconnect(ReconnectPolicy.within(PATIENCE)).accept(QmpAddress.unix(socket()));
        QmpClient client;
        EventSubscription<Event> events;
        try (Program qemu = dialling()) {
            client = join(accepting);
            events = client.subscribe();
        }
        try (Program next = dialling()) {
            assertThat(events.poll(PATIENCE).orElseThrow()).isEqualTo(new Gap<Event>(Gap.Reason.RECONNECTED, 0));
            join(client.close());
        }
    }

    @Test
    void outOfBandGetsThroughWhileInBandIsStuck() throws IOException {
        Path pipe = directory.resolve("pipe");
        Program.run("mkfifo", pipe.toString());
        try (Program qemu = listening()) {
            QmpClient client = connect();
            // Opening a pipe that nobody reads blocks QEMU's main loop.
            var stuck = client.execute(
                    "pmemsave",
                    QmpObject.builder()
                            .put("val", QmpValue.of(0))
                            .put("size", QmpValue.of(1))
                            .put("filename", QmpValue.of(pipe.toString()))
                            .build());
            List<CompletableFuture<QmpValue>> behind = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                behind.add(client.execute("query-status", QmpObject.EMPTY));
            }
            assertThat(join(client.executeOutOfBand("query-yank", QmpObject.EMPTY)))
                    .isInstanceOf(QmpArray.class);
            assertThat(stuck.isDone()).isFalse();

            Files.readAllBytes(pipe);
            assertThat(join(stuck)).isEqualTo(QmpObject.EMPTY);
            behind.forEach(QemuTest::join);
            join(client.close());
        }
    }

    @Test
    void givesUpAMachineThatReadsNothing() {
        try (Program qemu = listening()) {
            QmpClient client = join(builder()
                    .options(ClientOptions.DEFAULT.withConnectionLimits(
                            ConnectionLimits.DEFAULT.withNegotiation(PATIENCE).withWrite(Duration.ofSeconds(1))))
                    .outOfBand(false)
                    .connect(QmpAddress.unix(socket())));
            qemu.freeze();
            QmpObject large = QmpObject.of("path", QmpValue.of("x".repeat(100_000)));
            List<CompletableFuture<QmpValue>> all = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                all.add(client.execute("qom-list", large));
            }

            for (var command : all) {
                var failure = assertThatExceptionOfType(CompletionException.class)
                        .isThrownBy(command::join)
                        .actual();
                assertThat(failure.getCause()).isInstanceOf(ConnectionLostException.class);
            }
            join(client.closed());
        }
    }

    @Test
    void tellsAMachineThatIsNotThereFromOneThatWas() {
        assertThat(reason(QmpClient.connect(QmpAddress.unix(socket())))).isEqualTo(Reason.NOT_FOUND);
        try (Program qemu = listening()) {
            join(connect().close());
        }
        assertThat(reason(QmpClient.connect(QmpAddress.unix(socket())))).isEqualTo(Reason.NOBODY_LISTENS);
        try (Program qemu = qemu("-device", "no-such-device")) {
            assertThat(reason(builder().giveUpWhen(qemu.onExit()).connect(QmpAddress.unix(socket()))))
                    .isEqualTo(Reason.SERVER_ENDED);
        }
    }

    private static Reason reason(CompletionStage<?> connecting) {
        var failure = assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> join(connecting))
                .actual();
        return assertThat(failure.getCause())
                .asInstanceOf(InstanceOfAssertFactories.type(ConnectFailedException.class))
                .actual()
                .reason();
    }

    /** By way of socat; {@link QemuTlsTest} speaks with QEMU's own TLS. */
    @Test
    void speaksTls() throws Exception {
        Certificates certificates = new Certificates(directory);
        TcpAddress address = freePort();
        String listener = "OPENSSL-LISTEN:" + address.port() + ",bind=127.0.0.1,reuseaddr,fork,verify=1,cert="
                + certificates.certificate("server") + ",key=" + certificates.key("server") + ",cafile="
                + certificates.certificate("ca");
        try (Program qemu = listening();
                Program socat =
                        Program.start("socat", listener, "UNIX-CONNECT:" + socket() + ",retry=100,interval=0.1")) {
            TlsOptions tls = TlsOptions.client(certificates.certificate("ca"))
                    .withCertificate(certificates.certificate("client"), certificates.key("client"));
            QmpClient client = join(builder()
                    .connectOptions(ConnectOptions.DEFAULT.withTls(tls))
                    .connect(address.toAddress()));
            assertThat(join(client.execute("query-qmp-schema", QmpObject.EMPTY)))
                    .isInstanceOf(QmpArray.class);
            join(client.close());

            TlsOptions strange = TlsOptions.client(certificates.certificate("client"));
            assertThat(reason(builder()
                            .connectOptions(ConnectOptions.DEFAULT.withTls(strange))
                            .connect(address.toAddress())))
                    .isEqualTo(Reason.INSECURE);
        }
    }

    private static TcpAddress freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return TcpAddress.at("127.0.0.1", socket.getLocalPort());
        }
    }

    /** A machine that connects, as soon as somebody listens. */
    private Program dialling() {
        return qemu("-chardev", "socket,id=m,path=" + socket() + ",reconnect=1", "-mon", "m,mode=control");
    }

    @Test
    void comesBackToAMachineThatIsStartedAgain() throws InterruptedException {
        try (Program qemu = listening()) {
            QmpClient client =
                    join(builder().reconnect(ReconnectPolicy.within(PATIENCE)).connect(QmpAddress.unix(socket())));
            EventSubscription<Event> events = client.subscribe();
            qemu.kill();
            try (Program next = listening()) {
                assertThat(events.poll(PATIENCE).orElseThrow()).isEqualTo(new Gap<Event>(Gap.Reason.RECONNECTED, 0));
                String status = null;
                while (status == null) {
                    try {
                        status = status(client.blocking());
                    } catch (WrongStateException | ConnectionLostException e) {
                        assertThat(events.isOver()).isFalse();
                    }
                }
                assertThat(status).isEqualTo("prelaunch");
                join(client.close());
            }
        }
    }

    @Test
    void talksToAStorageDaemon() throws InterruptedException {
        try (Program daemon = Program.start(
                "qemu-storage-daemon",
                "--chardev",
                "socket,id=m0,path=" + socket() + ",server=on,wait=off",
                "--monitor",
                "chardev=m0")) {
            QmpClient client = connect();
            QmpArray commands = (QmpArray) client.blocking().execute("query-commands", QmpObject.EMPTY);
            assertThat(commands.elements().contains(QmpObject.of("name", QmpValue.of("blockdev-add"))))
                    .isTrue();
            assertThat(client.blocking().execute("quit", QmpObject.EMPTY)).isEqualTo(QmpObject.EMPTY);
            join(client.closed());

            assertThat(daemon.exitStatus()).isEqualTo(0);
        }
    }

    private static String status(BlockingQmpClient client) throws InterruptedException {
        return ((QmpObject) client.execute("query-status", QmpObject.EMPTY))
                .string("status")
                .orElseThrow();
    }

    @Test
    void aDescriptorGetsANameAndIsClosed() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "content");
        DescriptorSource files = DescriptorSource.installed();
        try (Program qemu = listening();
                BlockingQmpClient client = connect().blocking()) {
            QmpObject name = QmpObject.of("fdname", QmpValue.of("x"));
            client.execute("getfd", name, CallOptions.DEFAULT.withDescriptor(files.open(file)));
            client.execute("closefd", name);
            var failure = assertThatExceptionOfType(CommandFailedException.class)
                    .isThrownBy(() -> client.execute("closefd", name))
                    .actual();
            assertThat(failure.error().desc()).isEqualTo("File descriptor named 'x' not found");
        }
    }

    /** As a supervisor does: it connects, and hands the descriptor over to the program that talks. */
    @Test
    void aConnectedDescriptorIsTheConnection() throws Exception {
        try (Program qemu = listening()) {
            join(connect().close()); // QEMU listens
            FileDescriptor connected = connectedDescriptor();
            QmpAddress address = QmpAddress.parse("fd:" + connected.number());
            try (BlockingQmpClient client = join(builder().connect(address)).blocking()) {
                assertThat(status(client)).isEqualTo("prelaunch");
                Path file = Files.writeString(directory.resolve("file"), "content");
                QmpObject name = QmpObject.of("fdname", QmpValue.of("x"));
                client.execute(
                        "getfd",
                        name,
                        CallOptions.DEFAULT.withDescriptor(
                                DescriptorSource.installed().open(file)));
                assertThat(client.execute("closefd", name)).isEqualTo(QmpObject.EMPTY);
                assertThat(client.execute("quit", QmpObject.EMPTY)).isEqualTo(QmpObject.EMPTY);
                assertThat(qemu.exitStatus()).isEqualTo(0);
            }
        }
    }

    /** {@return a descriptor connected to QEMU} The JDK does not tell its number: its name leads there. */
    private FileDescriptor connectedDescriptor() throws IOException {
        Path name = directory.resolve("supervisor");
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
                Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            channel.bind(UnixDomainSocketAddress.of(name));
            channel.connect(UnixDomainSocketAddress.of(socket()));
            String inode = Files.readAllLines(Path.of("/proc/self/net/unix")).stream()
                    .filter(line -> line.endsWith(" " + name))
                    .map(line -> line.strip().split(" +")[6])
                    .findFirst()
                    .orElseThrow();
            Path descriptor = files.filter(file -> refersTo("socket:[" + inode + "]", file))
                    .findFirst()
                    .orElseThrow();
            return DescriptorSource.installed()
                    .duplicate(Integer.parseInt(descriptor.getFileName().toString()));
        }
    }

    private static boolean refersTo(String target, Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().equals(target);
        } catch (IOException e) {
            return false; // it was closed meanwhile
        }
    }

    @Test
    void aDescriptorOfASetIsReadByABlockNode() throws Exception {
        Path image = Files.write(directory.resolve("image"), new byte[3 << 20]);
        try (Program qemu = listening();
                BlockingQmpClient client = connect().blocking()) {
            client.execute(
                    "add-fd",
                    QmpObject.of("fdset-id", QmpValue.of(7)),
                    CallOptions.DEFAULT.withDescriptor(
                            DescriptorSource.installed().open(image)));
            Files.delete(image); // only the descriptor leads there
            QmpObject node = (QmpObject) WireCodec.installed()
                    .parse("{\"driver\": \"raw\", \"node-name\": \"disk\", \"read-only\": true, \"file\":"
                            + " {\"driver\": \"file\", \"filename\": \"/dev/fdset/7\"}}");
            client.execute("blockdev-add", node);
            QmpObject disk = ((QmpArray) client.execute("query-named-block-nodes", QmpObject.EMPTY))
                    .elements().stream()
                            .map(QmpObject.class::cast)
                            .filter(each -> each.string("node-name").orElse("").equals("disk"))
                            .findFirst()
                            .orElseThrow();
            assertThat(disk.object("image").orElseThrow().integer("virtual-size"))
                    .hasValue(3L << 20);

            client.execute("blockdev-del", QmpObject.of("node-name", QmpValue.of("disk")));
            assertThat(client.execute("remove-fd", QmpObject.of("fdset-id", QmpValue.of(7))))
                    .isEqualTo(QmpObject.EMPTY);
        }
    }

    @Test
    void oneEndOfASocketPairBacksACharacterDevice() throws Exception {
        try (Program qemu = listening();
                BlockingQmpClient client = connect().blocking();
                SocketPair pair = DescriptorSource.installed().pair()) {
            QmpObject name = QmpObject.of("fdname", QmpValue.of("end"));
            client.execute("getfd", name, CallOptions.DEFAULT.withDescriptor(pair.first()));
            assertThat(pair.first().isOpen()).isFalse();
            assertThat(pair.second().isOpen()).isTrue();
            client.execute("chardev-add", (QmpObject) WireCodec.installed()
                    .parse("{\"id\": \"c\", \"backend\": {\"type\": \"socket\", \"data\": {\"server\": false,"
                            + " \"addr\": {\"type\": \"fd\", \"data\": {\"str\": \"end\"}}}}}"));
            assertThat(client.execute("chardev-remove", QmpObject.of("id", QmpValue.of("c"))))
                    .isEqualTo(QmpObject.EMPTY);
        }
    }

    @Test
    void aDescriptorBacksADisk() throws Exception {
        Path image = Files.write(directory.resolve("image"), new byte[1 << 20]);
        DescriptorSource files = DescriptorSource.installed();
        try (Program qemu = listening();
                BlockingQmpClient client = connect().blocking()) {
            QmpObject added = (QmpObject) client.execute(
                    "add-fd",
                    QmpObject.of("fdset-id", QmpValue.of(7), "opaque", QmpValue.of("disk")),
                    CallOptions.DEFAULT.withDescriptor(
                            files.open(image, StandardOpenOption.READ, StandardOpenOption.WRITE)));
            assertThat(added.get("fdset-id")).isEqualTo(QmpValue.of(7));
            client.execute(
                    "blockdev-add",
                    QmpObject.builder()
                            .put("driver", QmpValue.of("file"))
                            .put("node-name", QmpValue.of("disk"))
                            .put("filename", QmpValue.of("/dev/fdset/7"))
                            .build());
            QmpObject set = (QmpObject) ((QmpArray) client.execute("query-fdsets", QmpObject.EMPTY))
                    .elements()
                    .get(0);
            assertThat(set.get("fdset-id")).isEqualTo(QmpValue.of(7));
        }
    }

    @Test
    void manyDescriptorsAreSentAtOnce() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "content");
        DescriptorSource files = DescriptorSource.installed();
        try (Program qemu = listening();
                BlockingQmpClient client =
                        join(builder().connect(QmpAddress.unix(socket()))).blocking()) {
            List<CompletableFuture<QmpValue>> all = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                all.add(client.async()
                        .execute(
                                "getfd",
                                QmpObject.of("fdname", QmpValue.of("x" + i)),
                                CallOptions.DEFAULT.withDescriptor(files.open(file))));
            }
            for (CompletableFuture<QmpValue> getfd : all) {
                assertThat(getfd.join()).isEqualTo(QmpObject.EMPTY);
            }
        }
    }
}
