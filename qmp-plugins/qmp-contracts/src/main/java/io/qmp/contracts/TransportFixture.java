package io.qmp.contracts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.qmp.api.Experimental;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A transport that is opened before each test and closed after it, and calls that wait for its answers.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public abstract class TransportFixture {
    /** A number of bytes that is larger than the buffers of two sockets. */
    public static final int FLOOD = 16 << 20;

    /** The transport under test, open during each test. */
    protected Transport transport;

    /** A loop of the transport, for all connections. */
    protected EventLoop loop;

    /** The connections of {@link #listenRecording}, as they come. */
    protected final BlockingQueue<RecordingHandler> accepted = new LinkedBlockingQueue<>();

    /** For {@link TransportContract}. */
    @SuppressWarnings("NullAway.Init") // see openTransport
    TransportFixture() {}

    /** {@return a new transport, which the fixture closes} */
    protected abstract Transport newTransport();

    /** {@return an address at which nobody listens} */
    protected abstract QmpAddress freeAddress();

    /** Opens the transport. */
    @BeforeEach
    protected void openTransport() {
        transport = newTransport();
        loop = transport.newEventLoop();
    }

    /** Closes the transport and waits for it. */
    @AfterEach
    protected void closeTransport() {
        await(transport.close());
    }

    /** {@return the options for listening, which subclasses may change} */
    protected ListenOptions listenOptions() {
        return ListenOptions.DEFAULT;
    }

    /** Listens at a free address. */
    protected final Listener listen(Consumer<Connection> acceptor) {
        return await(transport.listen(freeAddress(), listenOptions(), loop, acceptor));
    }

    /** Listens at a free address; connections are in {@link #accepted}. */
    protected final Listener listenRecording() {
        return listen(connection -> accepted.add(new RecordingHandler(connection)));
    }

    /** {@return the handler of a new connection} */
    protected final RecordingHandler connect(QmpAddress address) {
        return await(
                transport.connect(address, ConnectOptions.DEFAULT, loop).thenApplyAsync(RecordingHandler::new, loop));
    }

    /** {@return the result of a stage, when it is complete} */
    protected static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    /** {@return the result of a task on the loop} */
    protected final <T> T onLoop(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, loop).join();
    }

    /** Runs a task on the loop and waits for it. */
    protected final void onLoop(Runnable task) {
        CompletableFuture.runAsync(task, loop).join();
    }

    /** Writes ASCII characters to a connection, and flushes. */
    protected final void send(RecordingHandler from, String text) {
        onLoop(() -> {
            from.connection().write(ascii(text));
            from.connection().flush();
        });
    }

    /** {@return ASCII characters as bytes} */
    protected static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(US_ASCII));
    }

    /** {@return {@link #FLOOD} bytes that differ} */
    public static byte[] flood() {
        byte[] bytes = new byte[FLOOD];
        for (int i = 0; i < FLOOD; i++) {
            bytes[i] = (byte) (i * 31 + (i >>> 16));
        }
        return bytes;
    }
}
