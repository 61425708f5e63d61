package io.qmp.transport.vertx;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.DescriptorSource;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import io.qmp.contracts.RecordingHandler;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Passing of descriptors, and closing of descriptors that do not arrive. */
@ExtendWith(LeakCheck.class)
class PassingDescriptorsTest {
    private final DescriptorSource files = new LinuxDescriptorSource();
    private final BlockingQueue<DescriptorRecorder> accepted = new LinkedBlockingQueue<>();
    private final BlockingQueue<DescriptorRecorder> waiting = new LinkedBlockingQueue<>();

    @TempDir
    Path directory;

    private Path file;
    private QmpAddress address;
    private Vertx vertx;
    private Transport transport;
    private EventLoop loop;

    @BeforeEach
    void open() throws IOException {
        vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        assumeTrue(vertx.isNativeTransportEnabled(), "no native transport for this system");
        file = Files.writeString(directory.resolve("file"), "content");
        address = QmpAddress.unix(directory.resolve("socket"));
        transport = VertxTransport.on(vertx);
        loop = transport.newEventLoop();
    }

    /** After the end of its connection nothing of a test is open any more. */
    @AfterEach
    void nothingIsLeftOpen() throws IOException {
        if (transport != null) {
            accepted.forEach(recorder -> onLoop(recorder::closeDescriptors));
            await(transport.close());
            assertThat(OpenDescriptors.of(file)).isZero();
        }
        await(vertx.close().toCompletionStage());
    }

    private DescriptorRecorder listenAndConnect(ListenOptions options) throws Exception {
        await(transport.listen(address, options, loop, connection -> {
            DescriptorRecorder recorder = new DescriptorRecorder(connection);
            accepted.add(recorder);
            waiting.add(recorder);
        }));
        return connect();
    }

    private DescriptorRecorder connect() {
        return await(
                transport.connect(address, ConnectOptions.DEFAULT, loop).thenApplyAsync(DescriptorRecorder::new, loop));
    }

    private DescriptorRecorder accepted() throws InterruptedException {
        DescriptorRecorder recorder = accepted.poll(4, TimeUnit.MINUTES);
        assertThat(recorder).as("a connection that was accepted").isNotNull();
        accepted.add(recorder);
        return recorder;
    }

    /** A connection that was not returned before. */
    private DescriptorRecorder acceptedLast() throws InterruptedException {
        DescriptorRecorder recorder = waiting.poll(4, TimeUnit.MINUTES);
        assertThat(recorder).as("a connection that was accepted").isNotNull();
        return recorder;
    }

    private List<FileDescriptor> open(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    try {
                        return files.open(file);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    private void send(DescriptorRecorder from, String text, List<FileDescriptor> descriptors) {
        onLoop(() -> {
            from.connection().write(ascii(text), descriptors);
            from.connection().flush();
        });
    }

    private void onLoop(Runnable task) {
        CompletableFuture.runAsync(task, loop).join();
    }

    private static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(US_ASCII));
    }

    private static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    private static final ListenOptions TAKING = ListenOptions.DEFAULT.withDescriptors();

    @Test
    void arriveWithTheirBytes() throws Exception {
        DescriptorRecorder client = listenAndConnect(TAKING);
        DescriptorRecorder server = accepted();
        List<FileDescriptor> sent = open(1);
        send(client, "hello", sent);

        assertThat(server.text(5)).isEqualTo("hello");
        assertThat(server.descriptors).containsOnlyKeys(0);
        int number = server.descriptors.get(0).get(0).number();
        assertThat(Files.readString(Path.of("/proc/self/fd/" + number))).isEqualTo("content");
        assertThat(sent).noneMatch(FileDescriptor::isOpen);
    }

    @Test
    void arriveAtTheSideThatHasConnected() throws Exception {
        await(transport.listen(address, ListenOptions.DEFAULT, loop, connection -> {
            DescriptorRecorder recorder = new DescriptorRecorder(connection);
            accepted.add(recorder);
            waiting.add(recorder);
        }));
        DescriptorRecorder client = await(transport
                .connect(address, ConnectOptions.DEFAULT.withDescriptors(), loop)
                .thenApplyAsync(DescriptorRecorder::new, loop));
        accepted.add(client);
        send(acceptedLast(), "hello", open(1));

        assertThat(client.text(5)).isEqualTo("hello");
        assertThat(client.descriptors).containsOnlyKeys(0);
    }

    @Test
    void arriveWithTheFirstOfTheirBytesWhateverIsReadTogether() throws Exception {
        DescriptorRecorder client = listenAndConnect(TAKING);
        DescriptorRecorder server = accepted();
        passOne(client, server);
        onLoop(() -> {
            server.connection().pause();
            client.connection().write(ascii("before"));
            client.connection().write(ascii("with one"), open(1));
            client.connection().write(ascii("between"));
            client.connection().write(ascii("2"), open(2));
            client.connection().write(ascii("3"), open(3));
            client.connection().write(ascii("after"));
            client.connection().flush();
        });
        onLoop(server.connection()::resume);

        assertThat(server.text(29)).isEqualTo("0beforewith onebetween23after");
        assertThat(server.descriptors).containsOnlyKeys(0, 7, 22, 23);
        assertThat(server.descriptors.values()).extracting(List::size).containsExactly(1, 1, 2, 3);
    }

    /** From the first descriptors of a connection on, each read looks for more before it takes bytes. */
    private void passOne(DescriptorRecorder client, DescriptorRecorder server) {
        send(client, "0", open(1));
        assertThat(server.text(1)).isEqualTo("0");
    }

    @Test
    void theFirstArriveWithTheMessageOrTheBlankThatTheyWereSentWith() throws Exception {
        for (String carrier : List.of("{\"b\": {}}", "{\"b\": {}}\r\n", " ")) {
            DescriptorRecorder client = accepted.isEmpty() ? listenAndConnect(TAKING) : connect();
            DescriptorRecorder server = acceptedLast();
            onLoop(() -> {
                server.connection().pause();
                client.connection().write(ascii("{\"a\": {}}"));
                client.connection().write(ascii(carrier), open(1));
                client.connection().write(ascii("after"));
                client.connection().flush();
            });
            onLoop(server.connection()::resume);

            assertThat(server.text(14 + carrier.length())).isEqualTo("{\"a\": {}}" + carrier + "after");
            assertThat(server.descriptors).containsOnlyKeys(9);
        }
    }

    @Test
    void keepTheirPlaceInAFlood() throws Exception {
        DescriptorRecorder client = listenAndConnect(TAKING);
        DescriptorRecorder server = accepted();
        passOne(client, server);
        String flood = "x".repeat(1 << 20);
        onLoop(server.connection()::pause);
        onLoop(() -> {
            for (int i = 0; i < 4; i++) {
                client.connection().write(ascii(flood));
                client.connection().write(ascii(flood), open(1));
            }
            client.connection().flush();
            assertThat(client.connection().pendingBytes()).isPositive();
        });
        onLoop(server.connection()::resume);

        assertThat(server.bytes((8 << 20) + 1).get(4, TimeUnit.MINUTES)).hasSize((8 << 20) + 1);
        assertThat(server.descriptors).containsOnlyKeys(0, (1 << 20) + 1, (3 << 20) + 1, (5 << 20) + 1, (7 << 20) + 1);
        assertThat(client.whenDrained()).as("all was written").succeedsWithin(4, TimeUnit.MINUTES);
        assertThat(onLoopGet(client.connection()::pendingBytes)).isZero();
    }

    private long onLoopGet(java.util.function.LongSupplier task) {
        return CompletableFuture.supplyAsync(task::getAsLong, loop).join();
    }

    @Test
    void sixteenPassAtOnceAndNotMore() throws Exception {
        DescriptorRecorder client = listenAndConnect(TAKING);
        DescriptorRecorder server = accepted();
        send(client, "x", open(16));
        server.text(1);
        assertThat(server.descriptors.get(0)).hasSize(16);

        List<FileDescriptor> tooMany = open(17);
        assertThatThrownBy(() -> send(client, "y", tooMany)).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(tooMany).noneMatch(FileDescriptor::isOpen);
        assertThat(onLoopGet(client.connection()::pendingBytes)).isZero();
    }

    @Test
    void areDroppedWhereNobodyTakesThem() throws Exception {
        DescriptorRecorder client = listenAndConnect(ListenOptions.DEFAULT);
        send(client, "hello", open(2));

        assertThat(accepted().text(5)).isEqualTo("hello");
        assertThat(accepted().descriptors).isEmpty();
    }

    @Test
    void areClosedByAHandlerThatKnowsNothingOfThem() throws Exception {
        BlockingQueue<RecordingHandler> plain = new LinkedBlockingQueue<>();
        await(transport.listen(address, TAKING, loop, connection -> plain.add(new RecordingHandler(connection))));
        send(connect(), "hello", open(2));

        assertThat(plain.take().text(5)).isEqualTo("hello");
        assertThat(OpenDescriptors.of(file)).isZero();
    }

    @Test
    void areClosedWhenTheirConnectionIsCutOff() throws Exception {
        DescriptorRecorder client = listenAndConnect(TAKING);
        DescriptorRecorder server = accepted();
        List<FileDescriptor> stuck = open(1);
        List<FileDescriptor> unflushed = open(1);
        List<FileDescriptor> late = open(1);
        onLoop(server.connection()::pause);
        onLoop(() -> {
            client.connection().write(ascii("x".repeat(4 << 20)));
            client.connection().write(ascii("y"), stuck);
            client.connection().flush();
            client.connection().write(ascii("z"), unflushed);
            client.connection().abort();
            client.connection().write(ascii("late"), late);
        });
        await(client.whenClosed());

        assertThat(List.of(stuck.get(0), unflushed.get(0), late.get(0))).noneMatch(FileDescriptor::isOpen);
    }

    @Test
    void areClosedWhenThePeerDies() throws Exception {
        DescriptorRecorder client = listenAndConnect(TAKING);
        DescriptorRecorder server = accepted();
        List<FileDescriptor> stuck = open(1);
        onLoop(server.connection()::pause);
        onLoop(() -> {
            client.connection().write(ascii("x".repeat(4 << 20)));
            client.connection().write(ascii("y"), stuck);
            client.connection().flush();
        });
        onLoop(server.connection()::abort);
        await(client.whenClosed());

        assertThat(stuck).noneMatch(FileDescriptor::isOpen);
    }

    @Test
    void areSentBeforeTheConnectionIsClosed() throws Exception {
        DescriptorRecorder client = listenAndConnect(TAKING);
        DescriptorRecorder server = accepted();
        onLoop(() -> {
            client.connection().write(ascii("last"), open(1));
            client.connection().close();
        });
        await(server.whenInputEnded());

        assertThat(server.text(4)).isEqualTo("last");
        assertThat(server.descriptors).containsOnlyKeys(0);
    }

    @Test
    void aClosedOneIsNotSent() throws Exception {
        DescriptorRecorder client = listenAndConnect(TAKING);
        List<FileDescriptor> descriptors = open(2);
        descriptors.get(1).close();

        assertThatThrownBy(() -> send(client, "x", descriptors)).hasCauseInstanceOf(IllegalStateException.class);
        assertThat(descriptors).noneMatch(FileDescriptor::isOpen);
    }

    @Test
    void tcpCarriesNone() throws Exception {
        QmpAddress tcp = QmpAddress.parse("tcp:127.0.0.1:0");
        QmpAddress listening =
                await(transport.listen(tcp, TAKING, loop, Connection::abort)).address();
        assertRefused(transport, loop, listening, "file descriptors pass through unix sockets only");
    }

    @Test
    void nioCarriesNone() throws Exception {
        Vertx nio = Vertx.vertx(new VertxOptions().setPreferNativeTransport(false));
        Transport plain = VertxTransport.on(nio);
        EventLoop itsLoop = plain.newEventLoop();
        await(plain.listen(address, TAKING, itsLoop, connection -> {}));
        assertRefused(plain, itsLoop, address, "VertxOptions.setPreferNativeTransport(true)");
        await(plain.close());
        await(nio.close().toCompletionStage());
    }

    private void assertRefused(Transport plain, EventLoop itsLoop, QmpAddress where, String message) {
        List<FileDescriptor> refused = open(1);
        CompletionStage<Void> sending = plain.connect(where, ConnectOptions.DEFAULT, itsLoop)
                .thenAcceptAsync(connection -> connection.write(ascii("x"), refused), itsLoop);
        assertThatThrownBy(() -> await(sending))
                .hasCauseInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining(message);
        assertThat(refused).noneMatch(FileDescriptor::isOpen);
    }

    @Test
    void filesAreOpenedAsJavaDoes() throws Exception {
        Path created = directory.resolve("new");
        files.open(created, CREATE_NEW, WRITE, READ).close();
        assertThat(created).isEmptyFile();
        assertThatThrownBy(() -> files.open(created, CREATE_NEW, WRITE)).isInstanceOf(FileAlreadyExistsException.class);
        assertThatThrownBy(() -> files.open(directory.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aNumberIsDuplicatedOrTakenOver() throws Exception {
        FileDescriptor original = files.open(file);
        FileDescriptor duplicate = files.duplicate(original.number());
        FileDescriptor adopted = files.adopt(files.duplicate(original.number()).number());
        assertThat(OpenDescriptors.of(file)).isEqualTo(3);
        List.of(original, duplicate, adopted).forEach(FileDescriptor::close);
        assertThatThrownBy(() -> files.duplicate(1 << 20)).isInstanceOf(IOException.class);
    }

    @Test
    void thousandsPassAndNoneIsLeft() throws Exception {
        DescriptorRecorder client = listenAndConnect(TAKING);
        DescriptorRecorder server = accepted();
        List<Integer> expected = new ArrayList<>();
        for (int round = 0; round < 50; round++) {
            for (int i = 0; i < 20; i++) {
                expected.add((round * 20 + i) * 2);
                onLoop(() -> {
                    client.connection().write(ascii("ab"), open(1));
                    client.connection().flush();
                });
            }
            server.text((round + 1) * 40);
            onLoop(server::closeDescriptors);
        }
        assertThat(server.descriptors).containsOnlyKeys(expected.toArray(Integer[]::new));
    }
}
