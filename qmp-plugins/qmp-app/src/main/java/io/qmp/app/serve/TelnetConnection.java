package io.qmp.app.serve;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.ForwardingConnection;
import io.qmp.api.wire.ForwardingHandler;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A connection to a telnet client: it begins with the server's wishes, and what the client says about the telnet
 * protocol is taken out of its input. As in QEMU the wishes are that the client echoes nothing, sends each
 * character at once, and changes no byte.
 */
final class TelnetConnection extends ForwardingConnection {
    private static final int COMMAND = 255;
    private static final int WILL = 251;
    private static final int DO = 253;
    private static final int BREAK = 243;
    private static final int INTERRUPT = 244;
    private static final int BINARY = 0;
    private static final int ECHO = 1;
    private static final int NO_GO_AHEAD = 3;

    private static final byte[] WISHES =
            bytes(COMMAND, WILL, ECHO, COMMAND, WILL, NO_GO_AHEAD, COMMAND, WILL, BINARY, COMMAND, DO, BINARY);

    /** How many bytes of a command have been seen: none, {@code COMMAND} itself, or the byte behind it, too. */
    private int seen;

    TelnetConnection(Connection connection) {
        super(connection);
        write(ByteBuffer.wrap(WISHES));
        flush();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Override
    public void handler(ConnectionHandler handler) {
        super.handler(new ForwardingHandler(handler) {
            @Override
            public void received(ByteBuffer bytes) {
                ByteBuffer rest = withoutCommands(bytes);
                if (rest.hasRemaining()) {
                    super.received(rest);
                }
            }

            @Override
            public void received(ByteBuffer bytes, List<FileDescriptor> descriptors) {
                super.received(withoutCommands(bytes), descriptors);
            }
        });
    }

    /** A command has three bytes; one without an option has two, and the byte 255 itself is sent twice. */
    private ByteBuffer withoutCommands(ByteBuffer bytes) {
        ByteBuffer rest = ByteBuffer.allocate(bytes.remaining());
        while (bytes.hasRemaining()) {
            byte next = bytes.get();
            int value = Byte.toUnsignedInt(next);
            if (seen == 0 && value == COMMAND) {
                seen = 1;
            } else if (seen == 0) {
                rest.put(next);
            } else if (seen == 1 && value == COMMAND) {
                seen = 0;
                rest.put(next);
            } else if (seen == 1 && value != BREAK && value != INTERRUPT && value >= WILL) {
                seen = 2;
            } else {
                seen = 0;
            }
        }
        return rest.flip();
    }
}
