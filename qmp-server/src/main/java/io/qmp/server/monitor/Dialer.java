package io.qmp.server.monitor;

import io.qmp.api.Loggers;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.EventLoop;
import io.qmp.server.guard.LoopTasks;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps a device connected to a client that listens, as QEMU's {@code reconnect} does. Everything on the loop. */
public final class Dialer {
    private static final System.Logger LOG = Loggers.named("io.qmp.server");

    private final EventLoop loop;
    private final Duration pause;
    private final Consumer<Throwable> report;
    private final Supplier<CompletionStage<Connection>> connect;
    private final Predicate<Connection> serve;
    private EventLoop.Timer timer = () -> {};
    private boolean reported;
    private boolean closed;

    /**
     * Makes a dialer; {@link #dial} begins.
     *
     * @param pause how long it waits before it connects again
     * @param report receives the first of the failures in a row; a user's
     * @param connect connects to the client
     * @param serve begins to serve it; {@code false} if the connection had to be given up
     */
    public Dialer(
            EventLoop loop,
            Duration pause,
            Consumer<Throwable> report,
            Supplier<CompletionStage<Connection>> connect,
            Predicate<Connection> serve) {
        this.loop = loop;
        this.pause = pause;
        this.report = report;
        this.connect = connect;
        this.serve = serve;
    }

    /** Connects, and tries again after each failure. */
    public void dial() {
        if (!closed) {
            connect.get()
                    .whenComplete((connection, failure) -> LoopTasks.run(loop, () -> connected(connection, failure)));
        }
    }

    private void connected(@Nullable Connection connection, @Nullable Throwable failure) {
        if (connection == null) {
            failed(failure);
        } else if (closed) {
            connection.abort();
        } else {
            reported = false;
            if (!serve.test(connection)) {
                dialLater();
            }
        }
    }

    /** Only the first of the failures in a row is reported, as by QEMU. */
    private void failed(@Nullable Throwable failure) {
        if (!closed && !reported && failure != null) {
            reported = true;
            report(failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure);
        }
        dialLater();
    }

    private void report(Throwable failure) {
        try {
            report.accept(failure);
        } catch (Throwable e) {
            LOG.log(Level.WARNING, "a failure to connect is not reported: " + failure.getMessage(), e);
        }
    }

    /** The client has left, or could not be reached: connects again after the pause. */
    public void dialLater() {
        if (!closed) {
            timer.cancel();
            timer = loop.schedule(pause, this::dial);
        }
    }

    /** Connects no more. */
    public void close() {
        closed = true;
        timer.cancel();
    }
}
