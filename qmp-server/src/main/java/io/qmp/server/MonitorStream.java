package io.qmp.server;

import io.qmp.api.Experimental;
import io.qmp.api.wire.Connection;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The treatment of a monitor's bytes: the protocol around them, and a record of what no client hears.
 *
 * @param protocol what is spoken on TCP, as {@code query-chardev} names it: {@code tcp}, {@code telnet}
 * @param wrapper applied to each new connection, on the loop; what it returns is served. If it throws, the
 *     connection is aborted
 * @param unheard receives the events that no client hears, for a record of what the monitor sends: before the first
 *     client, and after one that had negotiated, as QEMU's {@code logfile} has them. Filters of events are for
 *     sessions and do not apply. Called on the loop; must not block
 * @since 0.1
 */
@Experimental(since = "0.1")
public record MonitorStream(
        String protocol, UnaryOperator<Connection> wrapper, Optional<Consumer<ByteBuffer>> unheard) {
    /** Bytes are passed on as they are. */
    public static final MonitorStream PLAIN = new MonitorStream("tcp", UnaryOperator.identity(), Optional.empty());

    /** Makes one. */
    public MonitorStream {
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(wrapper, "wrapper");
        Objects.requireNonNull(unheard, "unheard");
    }

    /** {@return the same with a protocol, and the wrapper that speaks it} */
    public MonitorStream withProtocol(String name, UnaryOperator<Connection> speaks) {
        return new MonitorStream(name, speaks, unheard);
    }

    /** {@return the same with another wrapper} */
    public MonitorStream withWrapper(UnaryOperator<Connection> newWrapper) {
        return new MonitorStream(protocol, newWrapper, unheard);
    }

    /** {@return the same with a receiver of what no client hears} */
    public MonitorStream withUnheard(Consumer<ByteBuffer> receiver) {
        return new MonitorStream(protocol, wrapper, Optional.of(receiver));
    }
}
