package io.qmp.contracts;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The transport and its peers, as the parts of {@link TransportContract} use them. */
interface TransportUnderTest {
    /** A number of bytes that is larger than the buffers of two sockets. */
    int FLOOD = 16 << 20;

    /** {@return the transport, open during each test} */
    Transport transport();

    /** {@return a loop of the transport, for all connections} */
    EventLoop loop();

    /** {@return an address at which nobody listens} */
    QmpAddress freeAddress();

    /** {@return the connections of {@link #listenRecording}, as they come} */
    BlockingQueue<RecordingHandler> accepted();

    /** Listens at a free address. */
    Listener listen(Consumer<Connection> acceptor);

    /** Listens at a free address; connections are in {@link #accepted}. */
    Listener listenRecording();

    /** {@return the handler of a new connection} */
    RecordingHandler connect(QmpAddress address);

    /** {@return the result of a task on the loop} */
    <T> T onLoop(Supplier<T> task);

    /** Runs a task on the loop and waits for it. */
    void onLoop(Runnable task);

    /** Writes ASCII characters to a connection, and flushes. */
    void send(RecordingHandler from, String text);

    /** {@return the result of a stage, when it is complete} */
    static <T> T await(CompletionStage<T> stage) {
        return stage.toCompletableFuture().join();
    }

    /** {@return ASCII characters as bytes} */
    static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(US_ASCII));
    }

    /** {@return {@link #FLOOD} bytes that differ} */
    static byte[] flood() {
        byte[] bytes = new byte[FLOOD];
        for (int i = 0; i < FLOOD; i++) {
            bytes[i] = (byte) (i * 31 + (i >>> 16));
        }
        return bytes;
    }
}
