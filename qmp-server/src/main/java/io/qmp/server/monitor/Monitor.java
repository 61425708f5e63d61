package io.qmp.server.monitor;

import io.qmp.api.error.WrongStateException;
import io.qmp.api.spi.MonitorInfo;
import io.qmp.api.wire.Connection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Where clients are served, a number of them at a time. Further clients wait until one leaves: they are neither refused nor greeted, as QEMU
 * has it, unless too many wait. Everything happens on the loop.
 */
public final class Monitor {
    private final String label;
    private final String address;
    private final int clients;
    private final WaitingClients waiting;
    private final SessionOpener opener;
    private final CompletableFuture<Void> firstClient = new CompletableFuture<>();
    private volatile int served; // written on the loop, read by whoever asks for the monitors

    /**
     * Makes a monitor.
     *
     * @param label its name
     * @param address where it is, as an option would say it
     * @param clients how many are served at a time
     * @param waiting takes further ones
     * @param opener begins the session of a client
     */
    public Monitor(String label, String address, int clients, WaitingClients waiting, SessionOpener opener) {
        this.label = label;
        this.address = address;
        this.clients = clients;
        this.waiting = waiting;
        this.opener = opener;
    }

    /** Serves a client, now or when its turn comes. */
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

    /** A client has left: the one that waits longest is served. */
    public void left() {
        served = served - 1;
        waiting.next().ifPresent(next -> serve(() -> next.serve(opener, this)));
    }

    /** {@return completes on the loop when a client is served for the first time; fails with {@link WrongStateException} if none comes before the end} */
    public CompletionStage<Void> firstClient() {
        return firstClient;
    }

    /** Turns away all that wait. */
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
