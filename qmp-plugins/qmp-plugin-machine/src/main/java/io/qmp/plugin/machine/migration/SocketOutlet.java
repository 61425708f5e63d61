package io.qmp.plugin.machine.migration;

import io.qmp.api.type.Nothing;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.EventLoop;
import io.qmp.plugin.machine.run.MachineTimers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Sends the stream through a socket. A machine at the other end sends a byte if it takes it; other peers do not. */
final class SocketOutlet implements Outlet, ConnectionHandler {
    /** How long an answer is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Connection connection;
    private final Listener listener;
    private final EventLoop.Timer timer;
    private final CompletableFuture<Nothing> ended = new CompletableFuture<>();
    private boolean isReady;
    private boolean isEnding;
    private boolean isOver;

    SocketOutlet(Connection connection, MachineTimers timers, Listener listener) {
        this.connection = connection;
        this.listener = listener;
        timer = timers.schedule(PATIENCE, this::becomeReady);
        connection.handler(this);
    }

    private void becomeReady() {
        timer.cancel();
        if (!isReady && !isOver) {
            isReady = true;
            listener.ready();
        }
    }

    @Override
    public void write(ByteBuffer bytes) {
        connection.write(bytes);
        connection.flush();
    }

    @Override
    public CompletionStage<Nothing> end() {
        isEnding = true;
        connection.close();
        return ended;
    }

    @Override
    public void abort() {
        isOver = true;
        timer.cancel();
        connection.abort();
    }

    @Override
    public void received(ByteBuffer bytes) {
        becomeReady();
    }

    @Override
    public void inputEnded() {}

    @Override
    public void closed(@Nullable Throwable cause) {
        timer.cancel();
        if (isOver) {
            return;
        }
        isOver = true;
        if (isEnding && cause == null) {
            ended.complete(Nothing.NOTHING);
        } else {
            listener.failed("Unable to write to socket: Broken pipe");
        }
    }
}
