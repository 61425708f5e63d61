package io.qmp.plugin.machine.object;

import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.EventLoop;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The connection of a device that takes bytes and has none to give: a ring buffer, a file, nothing. */
final class Sink implements Connection {
    private final EventLoop loop;
    private final String name;
    private final Consumer<byte[]> receiver;
    private final Runnable release;
    private @Nullable ConnectionHandler handler;
    private boolean closed;

    /**
     * Makes a connection.
     *
     * @param name what the peer is called
     * @param receiver receives what is written, on the loop
     * @param release is run when the connection is closed
     */
    Sink(EventLoop loop, String name, Consumer<byte[]> receiver, Runnable release) {
        this.loop = loop;
        this.name = name;
        this.receiver = receiver;
        this.release = release;
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public String peer() {
        return name;
    }

    @Override
    public void handler(ConnectionHandler newHandler) {
        handler = newHandler;
    }

    @Override
    public void write(ByteBuffer bytes) {
        if (!closed) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            receiver.accept(copy);
        }
    }

    @Override
    public void flush() {}

    @Override
    public long pendingBytes() {
        return 0;
    }

    @Override
    public void pause() {}

    @Override
    public void resume() {}

    @Override
    public void close() {
        abort();
    }

    @Override
    public void abort() {
        if (!closed) {
            closed = true;
            release.run();
            loop.execute(() -> {
                if (handler != null) {
                    handler.closed(null);
                }
            });
        }
    }
}
