package io.qmp.contracts;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.Experimental;
import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.Transport;
import java.nio.ByteBuffer;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
public abstract class TransportFixture implements TransportUnderTest {
    /** The transport under test, open during each test. */
    protected Transport transport;

    /** A loop of the transport, for all connections. */
    protected EventLoop loop;

    /** The connections of {@link #listenRecording}, as they come. */
    protected final BlockingQueue<RecordingHandler> accepted = new LinkedBlockingQueue<>();

    /** For the test classes that extend it. */
    @SuppressWarnings("NullAway.Init") // see openTransport
    protected TransportFixture() {}

    /** {@return a new transport, which the fixture closes} */
    protected abstract Transport newTransport();

    @Override
    public abstract QmpAddress freeAddress();

    @Override
    public final Transport transport() {
        return transport;
    }

    @Override
    public final EventLoop loop() {
        return loop;
    }

    @Override
    public final BlockingQueue<RecordingHandler> accepted() {
        return accepted;
    }

    /** {@return what the transport can do besides connections; all of it, unless this is overridden} */
    protected Set<TransportCapability> capabilities() {
        return EnumSet.allOf(TransportCapability.class);
    }

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

    @Override
    public final Listener listen(Consumer<Connection> acceptor) {
        return await(transport.listen(freeAddress(), listenOptions(), loop, acceptor));
    }

    @Override
    public final Listener listenRecording() {
        return listen(connection -> accepted.add(new RecordingHandler(connection)));
    }

    @Override
    public final RecordingHandler connect(QmpAddress address) {
        return await(
                transport.connect(address, ConnectOptions.DEFAULT, loop).thenApplyAsync(RecordingHandler::new, loop));
    }

    /** {@return the result of a stage, when it is complete} */
    protected static <T> T await(CompletionStage<T> stage) {
        return TransportUnderTest.await(stage);
    }

    @Override
    public final <T> T onLoop(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, loop).join();
    }

    @Override
    public final void onLoop(Runnable task) {
        CompletableFuture.runAsync(task, loop).join();
    }

    @Override
    public final void send(RecordingHandler from, String text) {
        onLoop(() -> {
            from.connection().write(ascii(text));
            from.connection().flush();
        });
    }

    /** {@return the failure of an attempt to listen or to connect} */
    protected static ConnectFailedException failure(Runnable attempt) {
        Throwable cause = assertThrows(CompletionException.class, attempt::run).getCause();
        return assertInstanceOf(ConnectFailedException.class, cause);
    }

    /** Fails unless the message of a failure begins so. */
    protected static void assertMessage(String beginning, ConnectFailedException failure) {
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.startsWith(beginning), message);
    }

    /** {@return ASCII characters as bytes} */
    protected static ByteBuffer ascii(String text) {
        return TransportUnderTest.ascii(text);
    }

    /** {@return {@link #FLOOD} bytes that differ} */
    public static byte[] flood() {
        return TransportUnderTest.flood();
    }
}
