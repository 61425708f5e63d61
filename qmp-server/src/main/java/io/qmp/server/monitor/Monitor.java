package io.qmp.server.monitor;

import io.qmp.api.error.WrongStateException;
import io.qmp.api.spi.MonitorInfo;
import io.qmp.api.wire.Connection;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Where clients are served, a number of them at a time. Further clients wait, unread, until one leaves: they are neither refused nor
 * greeted, as QEMU has it.
 */
public final class Monitor {
    private final String label;
    private final String address;
    private final int clients;
    private final Queue<Connection> waiting = new ArrayDeque<>();
    private final CompletableFuture<Void> firstClient = new CompletableFuture<>();
    private Consumer<Connection> opener = connection -> {};
    private volatile int served; // written on the loop, read by whoever asks for the monitors

    /**
     * Makes a monitor.
     *
     * @param label its name
     * @param address where it is, as an option would say it
     * @param clients how many are served at a time
     */
    public Monitor(String label, String address, int clients) {
        this.label = label;
        this.address = address;
        this.clients = clients;
    }

    /** Sets what begins a session on a connection; {@link #left} must follow when the session has ended. */
    public void opener(Consumer<Connection> sessionOpener) {
        this.opener = sessionOpener;
    }

    /** Serves a client, now or when its turn comes. */
    public void arrived(Connection connection) {
        if (served < clients) {
            served = served + 1;
            opener.accept(connection);
            firstClient.complete(null);
        } else {
            waiting.add(connection);
        }
    }

    /** A client has left: the one that waits longest is served. */
    public void left() {
        served = served - 1;
        Connection next = waiting.poll();
        if (next != null) {
            arrived(next);
        }
    }

    /** {@return completes on the loop when a client is served for the first time; fails with {@link WrongStateException} if none comes before the end} */
    public CompletionStage<Void> firstClient() {
        return firstClient;
    }

    /** Turns away all that wait. */
    public void close() {
        firstClient.completeExceptionally(new WrongStateException("the server has ended before a client came"));
        waiting.forEach(Connection::abort);
        waiting.clear();
    }

    public String label() {
        return label;
    }

    /** {@return what plugins see of this monitor} */
    public MonitorInfo info() {
        return new MonitorInfo(label, address, served > 0);
    }
}
