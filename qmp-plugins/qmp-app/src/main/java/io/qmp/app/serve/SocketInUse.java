package io.qmp.app.serve;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.socket.ConnectFailures;
import io.qmp.api.socket.UnixSocketFile;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.UnixAddress;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * Keeps subcommands from taking the place of a server that runs. QEMU replaces the socket at the path of an option, and
 * {@code serve} does as well; the other subcommands stand between clients and such a server, so that its path in their
 * {@code -qmp} is a mistake.
 */
final class SocketInUse {
    private SocketInUse() {}

    /**
     * Connects to a unix socket, to find out whether a process listens there.
     *
     * @throws ConnectFailedException if one does
     */
    static void refuse(QmpAddress address) {
        if (!address.scheme().equals(UnixAddress.SCHEME)
                || UnixAddress.of(address).isAbstract()) {
            return; // the system refuses a second listener
        }
        Path path = UnixAddress.of(address).path();
        if (UnixSocketFile.canBeConnectedTo(path) && isServed(path)) {
            throw new ConnectFailedException("Failed to bind socket to " + path
                    + ": Address already in use\nAnother program listens there: stop it, or choose another path.");
        }
    }

    private static boolean isServed(Path path) {
        try {
            SocketChannel.open(UnixDomainSocketAddress.of(path)).close();
            return true;
        } catch (IOException e) {
            return ConnectFailures.isQueueFull(e); // else nobody listens, or that cannot be known
        }
    }
}
