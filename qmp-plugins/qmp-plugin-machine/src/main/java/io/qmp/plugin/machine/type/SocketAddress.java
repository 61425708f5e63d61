package io.qmp.plugin.machine.type;

import static io.qmp.api.type.IntegerType.UINT16;

import io.qmp.api.Experimental;
import io.qmp.api.type.Case;
import io.qmp.api.type.IntType;
import io.qmp.api.type.Union;
import io.qmp.api.type.WireName;
import org.jspecify.annotations.Nullable;

/**
 * The address of a socket.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
@Union(tag = "type", type = SocketAddress.Kind.class)
public sealed interface SocketAddress {
    /** A TCP socket. */
    @Case("inet")
    record Inet(
            String host,
            String port,
            @Nullable Boolean numeric,
            @Nullable @IntType(UINT16) Long to,
            @Nullable Boolean ipv4,
            @Nullable Boolean ipv6,
            @Nullable Boolean keepAlive,
            @Nullable Boolean mptcp)
            implements SocketAddress {}

    /** A unix-domain socket. */
    @Case("unix")
    record Unix(
            String path,
            @WireName("abstract") @Nullable Boolean abstract_,
            @Nullable Boolean tight) implements SocketAddress {}

    /** A vsock socket. */
    @Case("vsock")
    record Vsock(String cid, String port) implements SocketAddress {}

    /** A file descriptor that was handed over. */
    @Case("fd")
    record Fd(String str) implements SocketAddress {}

    /** The kinds of sockets. */
    enum Kind {
        INET,
        UNIX,
        VSOCK,
        FD
    }
}
