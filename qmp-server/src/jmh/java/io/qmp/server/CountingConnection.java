package io.qmp.server;

import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.EventLoop;
import java.nio.ByteBuffer;

/** A connection whose peer reads everything at once, and whose input is what {@link #receive} hands over. */
final class CountingConnection implements Connection {
    private final EventLoop loop;
    private ConnectionHandler handler;
    private long written;

    CountingConnection(EventLoop loop) {
        this.loop = loop;
    }

    /** Hands over what has arrived. */
    void receive(ByteBuffer bytes) {
        handler.received(bytes);
    }

    /** How many bytes were written so far. */
    long written() {
        return written;
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public String peer() {
        return "a benchmark";
    }

    @Override
    public void handler(ConnectionHandler newHandler) {
        handler = newHandler;
    }

    @Override
    public void write(ByteBuffer bytes) {
        written += bytes.remaining();
    }

    @Override
    public void flush() {
        // Everything was read already.
    }

    @Override
    public long pendingBytes() {
        return 0;
    }

    @Override
    public void pause() {
        // What arrives is handed over all the same.
    }

    @Override
    public void resume() {
        // See pause.
    }

    @Override
    public void close() {
        handler.closed(null);
    }

    @Override
    public void abort() {
        handler.closed(null);
    }
}
