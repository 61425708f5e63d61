package io.qmp.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.Listener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Handlers are called on the loop, one after the other, and are foreign code. */
interface HandlerContract extends TransportUnderTest {
    @Test
    default void everythingIsToldOnTheLoop() {
        CompletableFuture<List<Boolean>> done = new CompletableFuture<>();
        List<Boolean> inLoop = Collections.synchronizedList(new ArrayList<>());
        Listener listener = listen(connection -> {
            inLoop.add(loop().inLoop());
            connection.handler(new ConnectionHandler() {
                @Override
                public void received(ByteBuffer bytes) {
                    inLoop.add(loop().inLoop());
                }

                @Override
                public void inputEnded() {
                    inLoop.add(loop().inLoop());
                    connection.close();
                }

                @Override
                public void closed(@Nullable Throwable cause) {
                    inLoop.add(loop().inLoop());
                    done.complete(inLoop);
                }
            });
        });
        RecordingHandler client = connect(listener.address());
        assertSame(loop(), client.connection().loop());
        send(client, "x");
        onLoop(client.connection()::close);
        assertTrue(done.join().size() >= 4);
        assertFalse(inLoop.contains(false));
        assertFalse(loop().inLoop());
    }

    @Test
    default void aHandlerThatComesAfterTheEndIsToldOfIt() throws Exception {
        BlockingQueue<Connection> unserved = new LinkedBlockingQueue<>();
        try (SocketPeer peer = SocketPeer.connect(listen(unserved::add).address())) {
            Connection connection = unserved.take();
            onLoop(connection::abort);
            assertEquals(0, peer.receiveToEnd().length);
            RecordingHandler server = onLoop(() -> new RecordingHandler(connection));
            assertEquals(Optional.empty(), server.whenClosed().join());
        }
    }

    @Test
    default void aHandlerMayHandTheConnectionOn() throws Exception {
        RecordingHandler client = connect(listenRecording().address());
        RecordingHandler first = accepted().take();
        send(client, "one");
        first.text(3);
        RecordingHandler second = onLoop(() -> new RecordingHandler(first.connection()));
        send(client, "two");
        assertEquals("two", second.text(3));
        onLoop(client.connection()::close);
        second.whenInputEnded().join();
        onLoop(second.connection()::close);
        second.whenClosed().join();
        assertFalse(first.whenClosed().isDone());
        assertFalse(first.whenInputEnded().isDone());
    }

    /** Kotlin, Lombok and proxies throw checked exceptions that no method declares. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> T undeclared(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private static <T extends Throwable> T withoutTrace(T thrown) {
        thrown.setStackTrace(new StackTraceElement[0]);
        return thrown;
    }

    @Test
    default void aHandlerThatThrowsEndsItsConnectionOnly() throws Exception {
        assertEndsItsConnectionOnly(withoutTrace(new IllegalStateException("made for a test")));
    }

    @Test
    default void aHandlerThatThrowsWhatItDoesNotDeclareEndsItsConnectionOnly() throws Exception {
        assertEndsItsConnectionOnly(withoutTrace(new IOException("made for a test")));
    }

    @Test
    default void anAcceptorThatThrowsWhatItDoesNotDeclareLosesItsConnectionOnly() throws Exception {
        AtomicBoolean failed = new AtomicBoolean();
        Listener listener = listen(connection -> {
            if (failed.compareAndSet(false, true)) {
                throw HandlerContract.<RuntimeException>undeclared(withoutTrace(new IOException("made for a test")));
            }
            connection.handler(new EchoHandler(connection));
        });
        try (SocketPeer bad = SocketPeer.connect(listener.address())) {
            assertEquals(0, bad.receiveToEnd().length);
        }
        try (SocketPeer good = SocketPeer.connect(listener.address())) {
            good.send("y");
            assertEquals("y", good.receive(1));
        }
    }

    private void assertEndsItsConnectionOnly(Throwable bug) throws Exception {
        CompletableFuture<Throwable> closed = new CompletableFuture<>();
        Listener listener = listen(connection -> connection.handler(new ConnectionHandler() {
            @Override
            public void received(ByteBuffer bytes) {
                if (bytes.get() == 'x') {
                    throw HandlerContract.<RuntimeException>undeclared(bug);
                }
                connection.write(TransportUnderTest.ascii("fine"));
                connection.flush();
            }

            @Override
            public void inputEnded() {}

            @Override
            public void closed(@Nullable Throwable cause) {
                if (cause != null) {
                    closed.complete(cause);
                }
            }
        }));
        try (SocketPeer bad = SocketPeer.connect(listener.address());
                SocketPeer good = SocketPeer.connect(listener.address())) {
            bad.send("x");
            assertSame(bug, closed.join());
            assertEquals(0, bad.receiveToEnd().length);
            good.send("y");
            assertEquals("fine", good.receive(4));
        }
    }
}
