package io.qmp.app.tool;

import io.qmp.api.wire.UnixAddress;
import java.nio.file.Path;
import java.util.Optional;

/** What the diagnosis of a connection needs of an address. */
final class Diagnoses {
    private Diagnoses() {}

    /** {@return the path of a unix socket; empty for others} */
    static Optional<Path> path(Peer peer) {
        if (!peer.address().scheme().equals(UnixAddress.SCHEME)) {
            return Optional.empty();
        }
        UnixAddress unix = UnixAddress.of(peer.address());
        return unix.isAbstract() ? Optional.empty() : Optional.of(unix.path());
    }
}
