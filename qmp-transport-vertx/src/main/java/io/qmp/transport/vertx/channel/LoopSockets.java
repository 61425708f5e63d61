package io.qmp.transport.vertx.channel;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The sockets of one loop without a channel. On the loop. */
final class LoopSockets {
    private final Set<LoopSocket> sockets = new LinkedHashSet<>();
    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private boolean closing;

    /** Adds a socket; closes it at once if all are closed. */
    void add(LoopSocket socket) {
        sockets.add(socket);
        if (closing) {
            socket.abort();
        }
    }

    /** A socket has closed. */
    void remove(LoopSocket socket) {
        sockets.remove(socket);
        completeIfEmpty();
    }

    /** Closes all sockets, also later ones. The future completes when all have closed. */
    CompletableFuture<Void> close(Consumer<LoopSocket> call) {
        closing = true;
        List.copyOf(sockets).forEach(call);
        completeIfEmpty();
        return closed;
    }

    private void completeIfEmpty() {
        if (closing && sockets.isEmpty()) {
            closed.complete(null);
        }
    }
}
