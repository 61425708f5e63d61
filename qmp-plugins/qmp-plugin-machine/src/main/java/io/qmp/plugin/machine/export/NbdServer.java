package io.qmp.plugin.machine.export;

import static java.util.concurrent.CompletableFuture.failedStage;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.type.Nothing;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ListenOptions;
import io.qmp.api.wire.Listener;
import io.qmp.api.wire.QmpAddress;
import io.qmp.plugin.machine.object.SocketAddresses;
import io.qmp.plugin.machine.run.MachineTimers;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Takes clients that speak NBD, on the transport of the QMP server. Clients above the limit of their number are
 * greeted when others have left.
 */
final class NbdServer {
    private final ServerContext server;
    private final ListenOptions options;
    private final BlockExports exports;
    private final MachineTimers timers;
    private final Set<NbdSession> sessions = new LinkedHashSet<>();
    private final Queue<Connection> waiting = new ArrayDeque<>();
    private @Nullable NbdLimits limits;
    private @Nullable Listener listener;

    NbdServer(ServerContext server, ListenOptions options, BlockExports exports, MachineTimers timers) {
        this.server = server;
        this.options = options;
        this.exports = exports;
        this.timers = timers;
    }

    /** {@return whether it was started} */
    boolean isRunning() {
        return limits != null;
    }

    /** {@return completes when it listens} Starts it. */
    CompletionStage<Nothing> start(QmpAddress address, NbdLimits given) {
        needStopped();
        limits = given;
        return server.listen(address, options, this::accept)
                .thenApply(opened -> {
                    listener = opened;
                    return Nothing.NOTHING;
                })
                .exceptionallyCompose(failure -> {
                    limits = null;
                    return failedStage(CommandFailedException.generic(SocketAddresses.text(failure)));
                });
    }

    /** Fails if it was started. */
    void needStopped() {
        if (isRunning()) {
            throw CommandFailedException.generic("NBD server already running");
        }
    }

    private void accept(Connection connection) {
        NbdLimits limit = limits;
        if (limit == null) {
            connection.abort();
        } else if (limit.connections() > 0 && sessions.size() >= limit.connections()) {
            waiting.add(connection);
        } else {
            serve(connection, limit);
        }
    }

    private void serve(Connection connection, NbdLimits limit) {
        connection.write(NbdNegotiation.greeting());
        NbdSession session = new NbdSession(connection, exports, limit.connections() != 1, this::ended);
        sessions.add(session);
        if (!limit.negotiation().isZero()) {
            timers.schedule(limit.negotiation(), () -> {
                if (sessions.contains(session) && !session.isServing()) {
                    session.abort();
                }
            });
        }
    }

    private void ended(NbdSession session) {
        sessions.remove(session);
        Connection next = waiting.poll();
        if (next != null) {
            accept(next);
        }
    }

    /** Stops it, and disconnects its clients. */
    CompletionStage<Nothing> stop() {
        Listener stopped = listener;
        if (!isRunning() || stopped == null) {
            throw CommandFailedException.generic("NBD server not running");
        }
        exports.deleteAll();
        limits = null;
        listener = null;
        waiting.forEach(Connection::abort);
        waiting.clear();
        List.copyOf(sessions).forEach(NbdSession::abort);
        return stopped.close().thenApply(closed -> Nothing.NOTHING);
    }
}
