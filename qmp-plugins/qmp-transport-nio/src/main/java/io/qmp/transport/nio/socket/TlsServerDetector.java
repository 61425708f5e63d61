package io.qmp.transport.nio.socket;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.api.socket.ConnectFailures;
import io.qmp.api.wire.QmpAddress;
import io.qmp.transport.nio.address.Addresses;
import java.nio.ByteBuffer;

/**
 * Finds out by its first bytes that a server speaks TLS: TLS servers answer plain text with an alert.
 *
 * @param server its address
 */
record TlsServerDetector(QmpAddress server) {
    /** How the record of a fatal alert begins: its type, and the major version of TLS. */
    private static final int ALERT = 0x1503;

    boolean isAlert(ByteBuffer bytes) {
        return bytes.remaining() > 1 && bytes.getShort(bytes.position()) == ALERT;
    }

    ConnectFailedException failure() {
        return ConnectFailures.insecure(server, "the server speaks TLS\n" + Addresses.HOW_TO_HAVE_TLS);
    }
}
