package io.qmp.server.monitor;

import io.qmp.api.error.WrongStateException;
import io.qmp.api.spi.MonitorInfo;
import io.qmp.api.wire.Connection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * An address at which clients are served, a number of them at a time. Further clients wait until one leaves, as with
 * QEMU: they are neither refused nor greeted, unless too many wait. Everything happens on the loop, except {@link
 * #info}.
 */
public final class Monitor {
    private final String label;
    private final String address;
    private final int clients;
    private final WaitingClients waiting;
    private final SessionOpener opener;
    private final CompletableFuture<Void> firstClient = new CompletableFuture<>();
    private volatile int served; // written on the loop, read on any thread

    /**
     * Makes a monitor.
     *
     * @param label its name
     * @param address its address, as text
     * @param clients how many clients are served at a time
     * @param waiting holds further ones
     * @param opener begins the session of a client
     */
    public Monitor(String label, String address, int clients, WaitingClients waiting, SessionOpener opener) {
        this.label = label;
        this.address = address;
        this.clients = clients;
        this.waiting = waiting;
        this.opener = opener;
    }

    /** Serves a client, at once or when another one has left. */
    public void arrived(Connection connection) {
        if (served < clients) {
            serve(() -> opener.open(connection, this));
        } else {
            waiting.add(connection, label);
        }
    }

    private void serve(Runnable begin) {
        served = served + 1;
        begin.run();
        firstClient.complete(null);
    }

    /** A client has left: serves the one that has waited longest. */
    public void left() {
        served = served - 1;
        waiting.next().ifPresent(next -> serve(() -> next.serve(opener, this)));
    }

    /**
     * {@return completes on the loop when a client is served for the first time; fails with
     * {@link WrongStateException} if the monitor is closed before}
     */
    public CompletionStage<Void> firstClient() {
        return firstClient;
    }

    /** Aborts the connections of all waiting clients. */
    public void close() {
        firstClient.completeExceptionally(new WrongStateException("the server has ended before a client came"));
        waiting.close();
    }

    public String label() {
        return label;
    }

    /** {@return what plugins see of this monitor} */
    public MonitorInfo info() {
        return new MonitorInfo(label, address, served > 0);
    }
}
