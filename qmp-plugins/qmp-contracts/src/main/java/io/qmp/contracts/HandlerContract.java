package io.qmp.contracts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.Listener;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
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

    @Test
    default void aHandlerThatThrowsEndsItsConnectionOnly() throws Exception {
        RuntimeException bug = new IllegalStateException("made for a test");
        bug.setStackTrace(new StackTraceElement[0]);
        CompletableFuture<Throwable> closed = new CompletableFuture<>();
        Listener listener = listen(connection -> connection.handler(new ConnectionHandler() {
            @Override
            public void received(ByteBuffer bytes) {
                if (bytes.get() == 'x') {
                    throw bug;
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
