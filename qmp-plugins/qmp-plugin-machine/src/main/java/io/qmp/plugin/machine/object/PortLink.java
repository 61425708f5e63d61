package io.qmp.plugin.machine.object;

import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Passes bytes between the client of a port and what has opened the port in the guest. While the guest does not run,
 * what the client sends waits.
 */
final class PortLink implements ConnectionHandler {
    /** The number of bytes that one side has not taken from which on the other is not read. */
    private static final int LIMIT = 64 * 1024;

    private final Connection client;
    private final Connection guest;
    private boolean runs = true;
    private boolean ended;

    PortLink(Connection client, Connection guest) {
        this.client = client;
        this.guest = guest;
        guest.handler(new FromGuest());
    }

    /** Sets whether the guest runs. */
    void runs(boolean newRuns) {
        runs = newRuns;
        if (runs) {
            guest.flush();
        }
        readClient();
    }

    private void readClient() {
        if (ended) {
            return;
        }
        if (runs && guest.pendingBytes() < LIMIT) {
            client.resume();
        } else {
            client.pause();
        }
    }

    /** Leaves the client alone. */
    void end() {
        ended = true;
        guest.abort();
    }

    @Override
    public void received(ByteBuffer bytes) {
        guest.write(bytes);
        if (runs) {
            guest.flush();
        }
        readClient();
    }

    /** As a socket of QEMU, the client is not written to any more. */
    @Override
    public void inputEnded() {
        client.close();
    }

    @Override
    public void drained() {
        guest.resume();
    }

    /** What the client has sent is executed, if the guest runs. */
    @Override
    public void closed(@Nullable Throwable cause) {
        ended = true;
        if (runs) {
            guest.close();
        } else {
            guest.abort();
        }
    }

    private final class FromGuest implements ConnectionHandler {
        @Override
        public void received(ByteBuffer bytes) {
            if (!ended) {
                client.write(bytes);
                client.flush();
                if (client.pendingBytes() >= LIMIT) {
                    guest.pause();
                }
            }
        }

        @Override
        public void inputEnded() {}

        @Override
        public void drained() {
            readClient();
        }

        @Override
        public void closed(@Nullable Throwable cause) {}
    }
}
