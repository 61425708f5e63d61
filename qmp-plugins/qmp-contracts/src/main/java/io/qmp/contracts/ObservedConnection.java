package io.qmp.contracts;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.host.PeerCredentials;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ForwardingConnection;
import java.nio.ByteBuffer;
import java.util.List;

/** Counts the flushes of a connection. Can refuse descriptors, and name the process at its other end. */
final class ObservedConnection extends ForwardingConnection {
    private int flushes;
    private boolean withoutDescriptors;
    private PeerCredentials credentials = PeerCredentials.UNKNOWN;

    ObservedConnection(Connection connection) {
        super(connection);
    }

    /** {@return how often it was flushed since the last call} */
    int takeFlushes() {
        int all = flushes;
        flushes = 0;
        return all;
    }

    /** Refuses descriptors from now on. */
    void refuseDescriptors() {
        withoutDescriptors = true;
    }

    /** Sets the id of the process at the other end. */
    void peerIs(long pid) {
        credentials = PeerCredentials.of(pid, 0, 0);
    }

    @Override
    public PeerCredentials peerCredentials() {
        return credentials;
    }

    @Override
    public void write(ByteBuffer bytes, List<FileDescriptor> descriptors) {
        if (withoutDescriptors) {
            descriptors.forEach(FileDescriptor::close);
            throw new UnsupportedOperationException(peer() + " takes no file descriptors");
        }
        super.write(bytes, descriptors);
    }

    @Override
    public void flush() {
        flushes++;
        super.flush();
    }
}
