package io.qmp.server.monitor;

import io.qmp.api.error.WrongStateException;
import io.qmp.api.spi.MonitorInfo;
import io.qmp.api.wire.Connection;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * An address at which clients are served, a number of them at a time. Further clients wait until one leaves, as with
 * QEMU: they are neither refused nor greeted, unless too many wait. Everything happens on the loop, except {@link
 * #info}.
 */
public final class Monitor {
    private final String label;
    private final MonitorAddress address;
    private final int clients;
    private final WaitingClients waiting;
    private final SessionOpener opener;
    private final CompletableFuture<Void> firstClient = new CompletableFuture<>();
    private @Nullable Dialer dialer;
    private boolean unheard = true;
    private volatile int served; // written on the loop, read on any thread, as the following
    private volatile String connected = "";

    /**
     * Makes a monitor.
     *
     * @param label its name
     * @param address where it is
     * @param clients how many clients are served at a time
     * @param waiting holds further ones
     * @param opener begins the session of a client
     */
    public Monitor(String label, MonitorAddress address, int clients, WaitingClients waiting, SessionOpener opener) {
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

    /** The session of a client begins. */
    void begins(Connection client) {
        connected = address.connected(client);
    }

    /**
     * A client has left: serves the one that has waited longest, or connects to another one.
     *
     * @param negotiated whether it had negotiated
     */
    public void left(boolean negotiated) {
        served = served - 1;
        unheard = negotiated;
        Optional<WaitingClient> next = waiting.next();
        if (next.isPresent()) {
            serve(() -> next.get().serve(opener, this));
        } else if (dialer != null) {
            dialer.dialLater();
        }
    }

    /** Sets what connects again when a client has left. */
    public void dialledBy(Dialer newDialer) {
        dialer = newDialer;
    }

    /**
     * {@return whether events are sent though nobody hears them, as QEMU does: before the first client, and after one
     * that had negotiated}
     */
    boolean sendsUnheard() {
        return unheard && served == 0;
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
        if (dialer != null) {
            dialer.close();
        }
    }

    /** {@return where it is} */
    public MonitorAddress address() {
        return address;
    }

    public String label() {
        return label;
    }

    /** {@return what plugins see of this monitor} */
    public MonitorInfo info() {
        boolean serves = served > 0;
        return new MonitorInfo(label, serves ? connected : address.disconnected(), serves);
    }
}
