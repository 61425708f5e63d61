package io.qmp.plugin.machine.object;

import io.qmp.api.command.CommandContext;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.UnixAddress;
import io.qmp.plugin.qemu.type.InetSocketAddress;
import io.qmp.plugin.qemu.type.LegacySocketAddress;
import io.qmp.plugin.qemu.type.LegacySocketAddressInet;
import io.qmp.plugin.qemu.type.LegacySocketAddressUnix;
import io.qmp.plugin.qemu.type.UnixSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Addresses of sockets in commands, as addresses of the transport. Failures have QEMU's texts. */
public final class SocketAddresses {
    private static final int LONGEST_PATH = 107;

    private SocketAddresses() {}

    /** {@return the address of a unix socket or of TCP} */
    public static QmpAddress of(LegacySocketAddress address) {
        if (address instanceof LegacySocketAddressUnix unix) {
            return address(unix.data());
        }
        if (address instanceof LegacySocketAddressInet inet) {
            return address(inet.data());
        }
        throw CommandFailedException.generic("socket family AF_VSOCK unsupported");
    }

    /** {@return the descriptor that a client has left under a name} The caller closes it. */
    public static FileDescriptor descriptor(ServerContext server, CommandContext context, String name) {
        return server.descriptors()
                .take(context.session().monitor(), name)
                .orElseThrow(() ->
                        CommandFailedException.generic("File descriptor named '" + name + "' has not been found"));
    }

    /** {@return the first line of why something could not be opened: the others are advice for people} */
    public static String text(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String text = cause instanceof CommandFailedException failed
                ? failed.error().desc()
                : String.valueOf(cause.getMessage());
        return text.lines().findFirst().orElse("");
    }

    private static QmpAddress address(UnixSocketAddress unix) {
        boolean isAbstract = Boolean.TRUE.equals(unix.abstract_());
        if (unix.path().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
            throw CommandFailedException.generic("UNIX socket path '" + unix.path() + "' is too long");
        }
        return new UnixAddress(unix.path(), isAbstract, !isAbstract || !Boolean.FALSE.equals(unix.tight())).toAddress();
    }

    private static QmpAddress address(InetSocketAddress inet) {
        if (!inet.port().matches("[0-9]{1,5}")) {
            throw CommandFailedException.generic("address resolution failed for " + inet.host() + ":" + inet.port()
                    + ": Servname not supported for ai_socktype");
        }
        String host = inet.host().indexOf(':') >= 0 ? "[" + inet.host() + "]" : inet.host();
        return new QmpAddress(
                "tcp",
                host + ":" + inet.port() + (inet.to() == null ? "" : ",to=" + inet.to()) + version("ipv4", inet.ipv4())
                        + version("ipv6", inet.ipv6()));
    }

    private static String version(String key, @Nullable Boolean on) {
        return on == null ? "" : "," + key + (on ? "=on" : "=off");
    }
}
