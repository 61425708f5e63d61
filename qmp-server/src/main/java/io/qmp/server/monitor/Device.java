package io.qmp.server.monitor;

import io.qmp.api.error.WrongStateException;
import io.qmp.api.spi.Attachment;
import io.qmp.api.spi.CharacterDevice;
import io.qmp.api.spi.CloseAction;
import io.qmp.api.spi.Monitor;
import io.qmp.api.spi.MonitorInfo;
import io.qmp.api.spi.MonitorSettings;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.Listener;
import io.qmp.server.session.QueueKind;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A device with its clients, a number of them at a time. Further clients wait until one leaves, as with QEMU: they are
 * neither refused nor greeted, unless too many wait. Everything happens on the loop, except what its interface says.
 */
public final class Device implements CharacterDevice {
    private static final String SOCKET = "socket";

    /** The server that a device belongs to. */
    interface Host {
        /** {@return a new monitor for a device} */
        FrontEnd monitor(String name, MonitorSettings settings, Device device, QueueKind queue);

        /** The monitor of a device is closed: what clients have left there under names is closed, too. */
        void forgetDescriptors(String label);

        /** Removes a device. */
        void remove(Device device);
    }

    private final String label;
    private final MonitorAddress address;
    private final int clients;
    private final WaitingClients waiting;
    private final Host host;
    /** Clients that are connected while there is no monitor. */
    private final Set<WaitingClient> unserved = new LinkedHashSet<>(0);

    private final CompletableFuture<Void> firstClient = new CompletableFuture<>();
    private @Nullable Dialer dialer;
    private @Nullable Listener listener;
    private boolean unheard = true;
    private boolean closed;
    private volatile @Nullable FrontEnd frontEnd; // written on the loop, read on any thread, as the following
    private volatile int connected;
    private volatile String connectedAddress = "";

    /**
     * Makes a device without a monitor.
     *
     * @param label its name
     * @param address where it is
     * @param clients how many clients are served at a time
     * @param waiting holds further ones
     * @param host the server that it belongs to
     */
    Device(String label, MonitorAddress address, int clients, WaitingClients waiting, Host host) {
        this.label = label;
        this.address = address;
        this.clients = clients;
        this.waiting = waiting;
        this.host = host;
    }

    /** Takes a client: serves it at once, or when there is a monitor, or when another client has left. */
    public void arrived(Connection connection) {
        if (closed) {
            connection.abort();
        } else if (connected < clients) {
            begins(connection);
            FrontEnd serving = frontEnd;
            if (serving == null) {
                keep(new WaitingClient(connection, this::unservedGone));
            } else {
                serving.open(connection);
            }
            firstClient.complete(null);
        } else {
            waiting.add(connection, label);
        }
    }

    @Override
    public boolean accept(Connection client) {
        boolean taken = !closed && connected == 0 && kind().equals(SOCKET);
        if (taken) {
            arrived(client);
        }
        return taken;
    }

    private void begins(Connection client) {
        connected = connected + 1;
        connectedAddress = address.connected(client);
    }

    private void keep(WaitingClient client) {
        client.neverOutlivesItsInput();
        unserved.add(client);
    }

    private void unservedGone(WaitingClient client) {
        if (unserved.remove(client)) {
            left(unheard);
        }
    }

    /**
     * A client has left: what the monitor's settings say is done; else the client comes that has waited longest, or
     * another one is connected to.
     *
     * @param negotiated whether it had negotiated
     */
    void left(boolean negotiated) {
        connected = connected - 1;
        unheard = negotiated;
        FrontEnd serving = frontEnd;
        if (serving != null && deletesDevice(serving)) {
            close();
            return;
        }
        Optional<WaitingClient> next = waiting.next();
        if (next.isPresent()) {
            begins(next.get().connection());
            if (serving == null) {
                next.get().whenGone(this::unservedGone);
                keep(next.get());
            } else {
                next.get().serve(serving);
            }
        } else if (dialer != null) {
            dialer.dialLater();
        }
    }

    private static boolean deletesDevice(FrontEnd serving) {
        return serving.monitor()
                .filter(monitor -> monitor.settings().closeAction() == CloseAction.DELETE)
                .isPresent();
    }

    @Override
    public Monitor serve(String name, MonitorSettings settings) {
        return serve(name, settings, QueueKind.SHARED);
    }

    /** As {@link #serve(String, MonitorSettings)}; each session may have an in-band queue of its own. */
    public Monitor serve(String name, MonitorSettings settings, QueueKind queue) {
        FrontEnd made = put(() -> host.monitor(name, settings, this, queue));
        return made.monitor().orElseThrow();
    }

    @Override
    public Attachment attach(Function<Connection, ConnectionHandler> user) {
        StreamFrontEnd made = new StreamFrontEnd(this, user);
        put(() -> made);
        return made;
    }

    private FrontEnd put(Supplier<FrontEnd> maker) {
        if (closed || frontEnd != null) {
            throw new IllegalStateException("chardev '" + label + "' is " + (closed ? "closed" : "already in use"));
        }
        FrontEnd made = maker.get();
        frontEnd = made;
        Set<WaitingClient> found = new LinkedHashSet<>(unserved);
        unserved.clear();
        found.forEach(client -> client.serve(made));
        return made;
    }

    /** Its front end is closed: the clients stay. */
    void stopServing(FrontEnd closing) {
        if (frontEnd == closing) {
            frontEnd = null;
            closing.release().forEach(client -> keep(new WaitingClient(client, this::unservedGone)));
            host.forgetDescriptors(label);
        }
    }

    /** Sets what connects again when a client has left. */
    public void dialledBy(Dialer newDialer) {
        dialer = newDialer;
    }

    /** It listens; the listener is closed with it, at once if it is closed already. */
    public void listensBy(Listener newListener) {
        listener = newListener;
        address.bound(newListener);
        if (closed) {
            newListener.close();
        }
    }

    /**
     * {@return whether events are sent though nobody hears them, as QEMU does: before the first client, and after one
     * that had negotiated}
     */
    boolean sendsUnheard() {
        return unheard && connected == 0 && monitor().isPresent();
    }

    /**
     * {@return completes on the loop when a client is connected for the first time; fails with
     * {@link WrongStateException} if the device is closed before}
     */
    public CompletionStage<Void> firstClient() {
        return firstClient;
    }

    /** Takes no further client; closes the connections of clients that are not served. */
    void stop() {
        closed = true;
        firstClient.completeExceptionally(new WrongStateException("the server has ended before a client came"));
        if (listener != null) {
            listener.close();
        }
        if (dialer != null) {
            dialer.close();
        }
        waiting.close();
        FrontEnd serving = frontEnd;
        if (serving != null && serving.monitor().isEmpty()) {
            serving.close();
        }
        Set<WaitingClient> left = new LinkedHashSet<>(unserved);
        unserved.clear();
        left.forEach(WaitingClient::disconnect);
    }

    @Override
    public void disconnect() {
        FrontEnd serving = frontEnd;
        if (serving != null) {
            serving.disconnect();
        }
        Set.copyOf(unserved).forEach(WaitingClient::turnAway);
    }

    @Override
    public CompletionStage<Void> close() {
        FrontEnd serving = frontEnd;
        if (serving != null) {
            serving.close();
        }
        stop();
        host.remove(this);
        Listener last = listener;
        return last == null ? CompletableFuture.completedStage(null) : last.close();
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public String kind() {
        return address.kind();
    }

    @Override
    public String address() {
        return connected > 0 ? connectedAddress : address.disconnected();
    }

    @Override
    public boolean isConnected() {
        return connected > 0;
    }

    @Override
    public Optional<Monitor> monitor() {
        FrontEnd serving = frontEnd;
        return serving == null ? Optional.empty() : serving.monitor();
    }

    /** {@return what plugins see of its monitor} */
    MonitorInfo info() {
        boolean isConnected = connected > 0;
        return new MonitorInfo(label, isConnected ? connectedAddress : address.disconnected(), isConnected);
    }
}
