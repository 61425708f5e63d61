package io.qmp.plugin.machine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client of a machine's NBD server, which says byte for byte what the test wants. */
final class NbdClient implements ConnectionHandler {
    private static final long IHAVEOPT = 0x49484156454f5054L;

    private final MachineUnderTest machine;
    private final Connection connection;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    boolean closed;

    NbdClient(MachineUnderTest machine, Connection connection) {
        this.machine = machine;
        this.connection = connection;
        connection.handler(this);
        machine.heard();
    }

    /** A reply to an option. */
    record OptionReply(int option, int type, String text) {}

    /** Answers the greeting; {@return it} */
    ByteBuffer greet() {
        ByteBuffer greeting = take();
        send(ByteBuffer.allocate(4).putInt(3).flip());
        return greeting;
    }

    void option(int option, byte[] data) {
        send(ByteBuffer.allocate(16 + data.length)
                .putLong(IHAVEOPT)
                .putInt(option)
                .putInt(data.length)
                .put(data)
                .flip());
    }

    /** {@return the data of the options "info" and "go", which ask for the name too} */
    static byte[] name(String name) {
        byte[] bytes = name.getBytes(UTF_8);
        return ByteBuffer.allocate(8 + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .putShort((short) 1)
                .putShort((short) 1)
                .array();
    }

    /** {@return the replies to options that have arrived} */
    List<OptionReply> replies() {
        List<OptionReply> replies = new ArrayList<>();
        for (ByteBuffer bytes = take(); bytes.hasRemaining(); ) {
            bytes.getLong();
            int option = bytes.getInt();
            int type = bytes.getInt();
            byte[] data = new byte[bytes.getInt()];
            bytes.get(data);
            replies.add(new OptionReply(option, type, new String(data, UTF_8)));
        }
        return replies;
    }

    /** Chooses an export. */
    NbdClient go(String export) {
        greet();
        option(7, name(export));
        take();
        return this;
    }

    /** Sends a request; {@return the reply, behind its magic number} */
    ByteBuffer request(int type, long offset, int length, byte... data) {
        send(ByteBuffer.allocate(28 + data.length)
                .putInt(0x25609513)
                .putShort((short) 0)
                .putShort((short) type)
                .putLong(77)
                .putLong(offset)
                .putInt(length)
                .put(data)
                .flip());
        ByteBuffer reply = take();
        return reply.hasRemaining() ? reply.position(4) : reply;
    }

    /** {@return the number of the error of a request} */
    int error(int type, long offset, int length, byte... data) {
        return request(type, offset, length, data).getInt();
    }

    void send(ByteBuffer bytes) {
        connection.write(bytes);
        connection.flush();
        machine.heard();
    }

    /** {@return what has arrived} */
    ByteBuffer take() {
        machine.heard();
        ByteBuffer taken = ByteBuffer.wrap(heard.toByteArray());
        heard.reset();
        return taken;
    }

    void leave() {
        connection.close();
        machine.heard();
    }

    @Override
    public void received(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        heard.writeBytes(copy);
    }

    @Override
    public void inputEnded() {}

    @Override
    public void closed(@Nullable Throwable cause) {
        closed = true;
    }
}
