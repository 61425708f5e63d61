package io.qmp.plugin.machine.export;

import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One client of the NBD server: it negotiates, then reads and writes one export. Reads no further while the client
 * does not take what was sent to it.
 */
final class NbdSession implements ConnectionHandler {
    /** The bytes that may be waiting for the client before no further request is executed. */
    private static final long MOST_PENDING = 64 << 20;

    private final Connection connection;
    private final Consumer<NbdSession> ended;
    private final Incoming incoming = new Incoming();
    private Phase phase;
    private @Nullable BlockExport export;
    private boolean done;

    /** A part of the conversation. */
    interface Phase {
        /** {@return whether a whole message was there} It was answered. */
        boolean step(Incoming incoming);
    }

    /**
     * Greets a client.
     *
     * @param connection the client's, on its loop
     * @param exports what there is
     * @param parallel whether several clients may be connected at once
     * @param ended is called when the connection has ended
     */
    NbdSession(Connection connection, BlockExports exports, boolean parallel, Consumer<NbdSession> ended) {
        this.connection = connection;
        this.ended = ended;
        this.phase = new NbdNegotiation(this, exports, parallel);
        connection.handler(this);
        connection.flush();
    }

    /** Queues bytes for the client. */
    void send(ByteBuffer bytes) {
        connection.write(bytes);
    }

    /** Begins to serve an export, with the next message. */
    void serve(BlockExport chosen) {
        export = chosen;
        chosen.opened(this);
        phase = new NbdRequests(this, chosen);
    }

    /** {@return whether it has negotiated} */
    boolean isServing() {
        return export != null;
    }

    /** Disconnects the client when it has what was sent to it. */
    void end() {
        done = true;
        connection.close();
    }

    /** Disconnects the client at once. */
    void abort() {
        done = true;
        connection.abort();
    }

    @Override
    public void received(ByteBuffer bytes) {
        incoming.add(bytes);
        work();
    }

    private void work() {
        boolean more = true;
        while (more && !done && connection.pendingBytes() < MOST_PENDING) {
            more = phase.step(incoming);
        }
        if (done) {
            return;
        }
        connection.flush();
        if (connection.pendingBytes() >= MOST_PENDING) {
            connection.pause();
        }
    }

    @Override
    public void drained() {
        connection.resume();
        work();
    }

    @Override
    public void inputEnded() {
        end();
    }

    @Override
    public void closed(@Nullable Throwable cause) {
        done = true;
        if (export != null) {
            export.left(this);
        }
        ended.accept(this);
    }
}
