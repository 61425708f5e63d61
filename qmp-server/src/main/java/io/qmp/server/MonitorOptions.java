package io.qmp.server;

import io.qmp.api.Experimental;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ListenOptions;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Options of a monitor.
 *
 * @param label its name in logs and in {@code query-chardev}; empty for {@code compat_monitor0} and so on
 * @param clients how many clients it serves at a time; others wait, without a greeting, until one leaves
 * @param backlog how many clients may wait; the connections of further ones are closed at once. A waiting
 *     client that ends its input without having sent anything is disconnected
 * @param pretty whether members and elements are written on lines of their own
 * @param listen the options for listening
 * @param waits whether {@link QmpServer#listen(io.qmp.api.wire.QmpAddress, MonitorOptions) listen} completes
 *     only when the first client is served
 * @param order which in-band commands wait for each other
 * @param stream what is done with the bytes
 * @since 0.1
 */
@Experimental(since = "0.1")
public record MonitorOptions(
        Optional<String> label,
        int clients,
        int backlog,
        boolean pretty,
        ListenOptions listen,
        boolean waits,
        InBandOrder order,
        MonitorStream stream) {
    /** As QEMU's monitors are: one client at a time. */
    public static final MonitorOptions DEFAULT = new MonitorOptions(
            Optional.empty(), 1, 256, false, ListenOptions.DEFAULT, false, InBandOrder.SERVER, MonitorStream.PLAIN);

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
    public MonitorOptions withLabel(String name) {
        return new MonitorOptions(Optional.of(name), clients, backlog, pretty, listen, waits, order, stream);
    }

    /** {@return these options with another number of clients at a time} */
    public MonitorOptions withClients(int number) {
        return new MonitorOptions(label, number, backlog, pretty, listen, waits, order, stream);
    }

    /** {@return these options with another number of clients that may wait} */
    public MonitorOptions withBacklog(int number) {
        return new MonitorOptions(label, clients, number, pretty, listen, waits, order, stream);
    }

    /** {@return these options with pretty output} */
    public MonitorOptions withPretty() {
        return new MonitorOptions(label, clients, backlog, true, listen, waits, order, stream);
    }

    /** {@return these options with other options for listening} */
    public MonitorOptions withListen(ListenOptions options) {
        return new MonitorOptions(label, clients, backlog, pretty, options, waits, order, stream);
    }

    /** {@return these options, with listening complete only when the first client is served} */
    public MonitorOptions withWait() {
        return new MonitorOptions(label, clients, backlog, pretty, listen, true, order, stream);
    }

    /** {@return these options with another order of in-band commands} */
    public MonitorOptions withOrder(InBandOrder newOrder) {
        return new MonitorOptions(label, clients, backlog, pretty, listen, waits, newOrder, stream);
    }

    /** {@return these options with another use of the bytes} */
    public MonitorOptions withStream(MonitorStream newStream) {
        return new MonitorOptions(label, clients, backlog, pretty, listen, waits, order, newStream);
    }

    /** {@return these options, with another wrapper of connections, such as one that records what is sent} */
    public MonitorOptions withWrapper(UnaryOperator<Connection> newWrapper) {
        return withStream(stream.withWrapper(newWrapper));
    }
}
