package io.qmp.server.monitor;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.server.session.Released;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A client that waits until it is served, or until there is a monitor. Its connection is read, since only this shows
 * that the client has gone; the bytes are kept for its session, up to a limit.
 *
 * <p>A client that ends its input without having sent anything is disconnected: it may have closed the connection or
 * only its sending side, which looks the same, and could send no command either way. One that has sent something is
 * kept, as in QEMU: it may still read, and is answered when it is served. Where there is no monitor it is disconnected,
 * since it is not known whether there will be one, and mostly it has closed the connection.
 */
final class WaitingClient implements ConnectionHandler {
    /** The number of bytes from which on a client is not read any more. */
    static final int LIMIT = 16 * 1024;

    private final Connection connection;
    private Consumer<WaitingClient> gone;
    private final List<Chunk> kept = new ArrayList<>(0);
    private int keptBytes;
    private boolean inputEnded;
    private boolean outlivesItsInput = true;

    private record Chunk(ByteBuffer bytes, List<FileDescriptor> descriptors) {}

    /**
     * Receives the bytes of a connection until the client is served.
     *
     * @param gone is called when the client has gone, at most once
     */
    WaitingClient(Connection connection, Consumer<WaitingClient> gone) {
        this.connection = connection;
        this.gone = gone;
        connection.handler(this);
    }

    /** As the other constructor; for a connection that was served until now. */
    WaitingClient(Released client, Consumer<WaitingClient> gone) {
        this(client.connection(), gone);
        inputEnded = client.inputEnded();
        connection.resume();
    }

    /** Sets what is called when the client has gone. */
    void whenGone(Consumer<WaitingClient> newGone) {
        gone = newGone;
    }

    /** Disconnects the client when its input ends, whatever it has sent. */
    void neverOutlivesItsInput() {
        outlivesItsInput = false;
    }

    Connection connection() {
        return connection;
    }

    /** Has a monitor serve it, and hands over the bytes it has sent. */
    void serve(FrontEnd monitor) {
        connection.resume();
        ConnectionHandler session = monitor.open(connection);
        for (Chunk chunk : kept) {
            if (chunk.descriptors().isEmpty()) {
                session.received(chunk.bytes());
            } else {
                session.received(chunk.bytes(), chunk.descriptors());
            }
        }
        if (inputEnded) {
            session.inputEnded();
        }
    }

    /** Closes the connection at once. */
    void turnAway() {
        closeDescriptors();
        connection.abort();
    }

    /** Closes the connection in order. */
    void disconnect() {
        closeDescriptors();
        connection.close();
    }

    @Override
    public void received(ByteBuffer bytes) {
        received(bytes, List.of());
    }

    @Override
    public void received(ByteBuffer bytes, List<FileDescriptor> descriptors) {
        ByteBuffer copy = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
        kept.add(new Chunk(copy, List.copyOf(descriptors)));
        keptBytes += copy.remaining();
        if (keptBytes >= LIMIT) {
            connection.pause();
        }
    }

    @Override
    public void inputEnded() {
        inputEnded = true;
        if (kept.isEmpty() || !outlivesItsInput) {
            gone.accept(this);
            connection.close();
        }
    }

    @Override
    public void closed(@Nullable Throwable cause) {
        closeDescriptors();
        gone.accept(this);
    }

    private void closeDescriptors() {
        kept.forEach(chunk -> chunk.descriptors().forEach(FileDescriptor::close));
        kept.clear();
    }
}
