package io.qmp.app.serve;

import io.qmp.api.host.PeerAddress;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.EventLoop;
import io.qmp.app.process.ProcessEnvironment;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A pair of streams as a connection: standard input and output, or a named pipe. Streams block, so each has a daemon
 * thread; all else happens on the loop. The end of the input is not reported to the handler: as in QEMU, the client may
 * go on reading.
 */
final class StreamConnection implements Connection {
    private final EventLoop loop;
    private final String name;
    private final InputStream in;
    private final OutputStream out;
    private final Closeable resource;
    private final ExecutorService writer;
    private final Semaphore mayRead = new Semaphore(0);
    private final ByteArrayOutputStream unflushed = new ByteArrayOutputStream();
    private @Nullable ConnectionHandler handler;
    private long flushed;
    private boolean started;
    private boolean paused;
    private boolean readerWaits = true;
    private boolean closing;
    private boolean closed;

    /**
     * Makes a connection.
     *
     * @param name what the peer is called
     * @param resource closed at the end of the connection
     */
    StreamConnection(EventLoop loop, String name, InputStream in, OutputStream out, Closeable resource) {
        this.loop = loop;
        this.name = name;
        this.in = in;
        this.out = out;
        this.resource = resource;
        this.writer = Executors.newSingleThreadExecutor(task -> daemon(task, "qmp-" + name + "-out"));
    }

    /** {@return standard input and output, which are never closed} */
    static StreamConnection ofStdio(ProcessEnvironment environment, EventLoop loop) {
        return new StreamConnection(loop, "stdio", environment.in(), environment.out(), () -> {});
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
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
    public PeerAddress peerAddress() {
        return new PeerAddress.Process(peer());
    }

    @Override
    public void handler(ConnectionHandler newHandler) {
        handler = newHandler;
        if (!started) {
            started = true;
            daemon(this::read, "qmp-" + name + "-in").start();
            readOn();
        }
    }

    private void read() {
        byte[] chunk = new byte[8192];
        try {
            mayRead.acquire();
            for (int length = in.read(chunk); length >= 0; length = in.read(chunk)) {
                ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, length);
                onLoop(() -> received(bytes));
                mayRead.acquire();
            }
        } catch (IOException e) {
            onLoop(() -> end(e));
        } catch (InterruptedException e) {
            // The program is ending.
        }
    }

    /** Does something on the loop, unless that has ended, and the program with it. */
    private void onLoop(Runnable task) {
        try {
            loop.execute(task);
        } catch (RejectedExecutionException e) {
            // The loop has ended, and with it the connection.
        }
    }

    private void received(ByteBuffer bytes) {
        readerWaits = true;
        if (handler != null && !closing && !closed) {
            handler.received(bytes);
            readOn();
        }
    }

    private void readOn() {
        if (readerWaits && !paused) {
            readerWaits = false;
            mayRead.release();
        }
    }

    @Override
    public void write(ByteBuffer bytes) {
        if (!closing && !closed) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            unflushed.writeBytes(copy);
        }
    }

    @Override
    public void flush() {
        if (unflushed.size() > 0 && !closed) {
            byte[] bytes = unflushed.toByteArray();
            unflushed.reset();
            flushed += bytes.length;
            writer.execute(() -> write(bytes));
        }
    }

    private void write(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
            onLoop(() -> taken(bytes.length));
        } catch (IOException e) {
            onLoop(() -> end(e));
        }
    }

    private void taken(int bytes) {
        flushed -= bytes;
        if (pendingBytes() == 0 && !closed) {
            if (closing) {
                end(null);
            } else if (handler != null) {
                handler.drained();
            }
        }
    }

    @Override
    public long pendingBytes() {
        return unflushed.size() + flushed;
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
        if (started) {
            readOn();
        }
    }

    @Override
    public void close() {
        if (!closing && !closed) {
            flush();
            closing = true;
            loop.execute(() -> taken(0));
        }
    }

    @Override
    public void abort() {
        closing = true;
        unflushed.reset();
        loop.execute(() -> end(null));
    }

    private void end(@Nullable Throwable cause) {
        if (!closed) {
            closed = true;
            writer.shutdown();
            Throwable failure = release(cause);
            if (handler != null) {
                handler.closed(failure);
            }
        }
    }

    /** {@return why the connection ended: the given cause, else the failure to close what it used} */
    private @Nullable Throwable release(@Nullable Throwable cause) {
        try {
            resource.close();
            return cause;
        } catch (IOException e) {
            if (cause == null) {
                return e;
            }
            cause.addSuppressed(e);
            return cause;
        }
    }
}
