package io.qmp.server;

import io.qmp.api.Experimental;
import io.qmp.api.spi.CloseAction;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ListenOptions;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Options of a monitor.
 *
 * @param label the name of its device in logs and in {@code query-chardev}; empty for {@code compat_monitor0} and so
 *     on
 * @param name its own name, as of an object; empty for the label
 * @param clients how many clients it serves at a time; others wait, without a greeting, until one leaves
 * @param backlog how many clients may wait; the connections of further ones are closed at once. A waiting
 *     client that ends its input without having sent anything is disconnected
 * @param pretty whether members and elements are written on lines of their own
 * @param listen the options for listening
 * @param waits whether {@link QmpServer#listen(io.qmp.api.wire.QmpAddress, MonitorOptions) listen} completes
 *     only when the first client is served
 * @param order which in-band commands wait for each other
 * @param stream what is done with the bytes
 * @param isServed whether there is a monitor from the beginning; else only the device is made, and
 *     {@link io.qmp.api.spi.CharacterDevice#serve} puts a monitor on it
 * @param closeAction what happens when a client has left
 * @since 0.1
 */
@Experimental(since = "0.1")
public record MonitorOptions(
        Optional<String> label,
        Optional<String> name,
        int clients,
        int backlog,
        boolean pretty,
        ListenOptions listen,
        boolean waits,
        InBandOrder order,
        MonitorStream stream,
        boolean isServed,
        CloseAction closeAction) {
    /** As QEMU's monitors are: one client at a time. */
    public static final MonitorOptions DEFAULT = new MonitorOptions(
            Optional.empty(),
            Optional.empty(),
            1,
            256,
            false,
            ListenOptions.DEFAULT,
            false,
            InBandOrder.SERVER,
            MonitorStream.PLAIN,
            true,
            CloseAction.NONE);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if no client is served, or the backlog is negative
     */
    public MonitorOptions {
        if (clients < 1) {
            throw new IllegalArgumentException("clients: must be positive, not " + clients);
        }
        if (backlog < 0) {
            throw new IllegalArgumentException("backlog: must not be negative, not " + backlog);
        }
    }

    /** {@return these options with another name} */
    public MonitorOptions withLabel(String newLabel) {
        return new MonitorOptions(
                Optional.of(newLabel),
                name,
                clients,
                backlog,
                pretty,
                listen,
                waits,
                order,
                stream,
                isServed,
                closeAction);
    }

    /** {@return these options with another number of clients at a time} */
    public MonitorOptions withClients(int number) {
        return new MonitorOptions(
                label, name, number, backlog, pretty, listen, waits, order, stream, isServed, closeAction);
    }

    /** {@return these options with another number of clients that may wait} */
    public MonitorOptions withBacklog(int number) {
        return new MonitorOptions(
                label, name, clients, number, pretty, listen, waits, order, stream, isServed, closeAction);
    }

    /** {@return these options with pretty output} */
    public MonitorOptions withPretty() {
        return new MonitorOptions(
                label, name, clients, backlog, true, listen, waits, order, stream, isServed, closeAction);
    }

    /** {@return these options with other options for listening} */
    public MonitorOptions withListen(ListenOptions options) {
        return new MonitorOptions(
                label, name, clients, backlog, pretty, options, waits, order, stream, isServed, closeAction);
    }

    /** {@return these options, with listening complete only when the first client is served} */
    public MonitorOptions withWait() {
        return new MonitorOptions(
                label, name, clients, backlog, pretty, listen, true, order, stream, isServed, closeAction);
    }

    /** {@return these options with another order of in-band commands} */
    public MonitorOptions withOrder(InBandOrder newOrder) {
        return new MonitorOptions(
                label, name, clients, backlog, pretty, listen, waits, newOrder, stream, isServed, closeAction);
    }

    /** {@return these options with another use of the bytes} */
    public MonitorOptions withStream(MonitorStream newStream) {
        return new MonitorOptions(
                label, name, clients, backlog, pretty, listen, waits, order, newStream, isServed, closeAction);
    }

    /** {@return these options, with another wrapper of connections, such as one that records what is sent} */
    public MonitorOptions withWrapper(UnaryOperator<Connection> newWrapper) {
        return withStream(stream.withWrapper(newWrapper));
    }

    /** {@return these options with another name of the monitor itself} */
    public MonitorOptions withName(String newName) {
        return new MonitorOptions(
                label,
                Optional.of(newName),
                clients,
                backlog,
                pretty,
                listen,
                waits,
                order,
                stream,
                isServed,
                closeAction);
    }

    /** {@return these options for a device without a monitor} */
    public MonitorOptions withoutMonitor() {
        return new MonitorOptions(
                label, name, clients, backlog, pretty, listen, waits, order, stream, false, closeAction);
    }

    /** {@return these options with another action when a client has left} */
    public MonitorOptions withCloseAction(CloseAction action) {
        return new MonitorOptions(
                label, name, clients, backlog, pretty, listen, waits, order, stream, isServed, action);
    }
}
