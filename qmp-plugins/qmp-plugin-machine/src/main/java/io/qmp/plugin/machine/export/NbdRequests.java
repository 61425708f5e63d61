package io.qmp.plugin.machine.export;

import io.qmp.plugin.machine.block.BlockNode;
import io.qmp.plugin.machine.block.Failure;
import io.qmp.plugin.machine.block.NodeData;
import io.qmp.plugin.machine.block.Operation;
import io.qmp.plugin.machine.block.Request;
import java.nio.ByteBuffer;
import java.util.Optional;

/** The requests of a client that has chosen an export, one after the other, with simple replies. */
final class NbdRequests implements NbdSession.Phase {
    /** The bytes that one request may read or write. */
    static final int LONGEST = 32 << 20;

    private static final int REQUEST = 0x25609513;
    private static final int REPLY = 0x67446698;
    private static final int HEADER = 28;

    private static final int HAS_FLAGS = 1;
    private static final int READ_ONLY = 1 << 1;
    private static final int SEND_FLUSH = 1 << 2;
    private static final int SEND_FUA = 1 << 3;
    private static final int SEND_TRIM = 1 << 5;
    private static final int SEND_WRITE_ZEROES = 1 << 6;
    private static final int CAN_MULTI_CONN = 1 << 8;
    private static final int SEND_CACHE = 1 << 10;
    private static final int SEND_FAST_ZERO = 1 << 11;

    private static final int READ = 0;
    private static final int WRITE = 1;
    private static final int DISCONNECT = 2;
    private static final int FLUSH = 3;
    private static final int TRIM = 4;
    private static final int CACHE = 5;
    private static final int WRITE_ZEROES = 6;

    private static final int NOT_PERMITTED = 1;
    private static final int IO = 5;
    private static final int INVALID = 22;
    private static final int NO_SPACE = 28;

    private final NbdSession session;
    private final BlockExport export;

    NbdRequests(NbdSession session, BlockExport export) {
        this.session = session;
        this.export = export;
    }

    /** {@return the transmission flags of an export} */
    static short flags(boolean writable, boolean parallel) {
        int changes = writable ? SEND_TRIM | SEND_WRITE_ZEROES | SEND_FAST_ZERO : READ_ONLY;
        return (short) (HAS_FLAGS | SEND_FLUSH | SEND_FUA | SEND_CACHE | changes | (parallel ? CAN_MULTI_CONN : 0));
    }

    @Override
    public boolean step(Incoming incoming) {
        if (!incoming.has(HEADER)) {
            return false;
        }
        int type = incoming.intAt(Integer.BYTES) & 0xffff;
        int length = incoming.intAt(HEADER - Integer.BYTES);
        boolean hasData = type == WRITE;
        if (incoming.intAt(0) != REQUEST || hasData && (length < 0 || length > LONGEST)) {
            session.end();
            return true;
        }
        if (!incoming.has(HEADER + (hasData ? length : 0))) {
            return false;
        }
        ByteBuffer header = incoming.take(HEADER);
        long cookie = header.getLong(8);
        long offset = header.getLong(16);
        execute(type, cookie, offset, hasData ? incoming.take(length) : ByteBuffer.allocate(0), length);
        return true;
    }

    private void execute(int type, long cookie, long offset, ByteBuffer data, int bytes) {
        long length = Integer.toUnsignedLong(bytes);
        if (type == DISCONNECT) {
            session.end();
            return;
        }
        boolean changes = type == WRITE || type == TRIM || type == WRITE_ZEROES;
        if (changes && !export.writable()) {
            reply(NOT_PERMITTED, cookie);
        } else if (type != FLUSH && (offset < 0 || offset > export.size() || length > export.size() - offset)) {
            reply(changes ? NO_SPACE : INVALID, cookie);
        } else if (type == READ) {
            read(cookie, offset, length);
        } else {
            reply(change(type, offset, data, length), cookie);
        }
    }

    private void read(long cookie, long offset, long length) {
        if (length > LONGEST) {
            reply(INVALID, cookie);
            return;
        }
        ByteBuffer reply = header(0, cookie, (int) length);
        Optional<Failure> failure = NodeData.read(export.node(), offset, reply);
        if (failure.isPresent()) {
            reply(number(failure), cookie);
        } else {
            session.send(reply.flip());
        }
    }

    /** {@return the number of the error; 0 if there is none} */
    private int change(int type, long offset, ByteBuffer data, long length) {
        BlockNode node = export.node();
        return switch (type) {
            case WRITE -> number(NodeData.write(node, offset, data));
            case WRITE_ZEROES ->
                length > LONGEST ? INVALID : number(NodeData.write(node, offset, ByteBuffer.allocate((int) length)));
            case TRIM -> number(node.execute(new Request(Operation.DISCARD, offset, length)));
            case FLUSH -> number(node.execute(Request.FLUSH));
            case CACHE -> 0;
            default -> INVALID;
        };
    }

    private static int number(Optional<Failure> failure) {
        return failure.map(why -> why.nospace() ? NO_SPACE : IO).orElse(0);
    }

    private void reply(int error, long cookie) {
        session.send(header(error, cookie, 0).flip());
    }

    private static ByteBuffer header(int error, long cookie, int data) {
        return ByteBuffer.allocate(16 + data).putInt(REPLY).putInt(error).putLong(cookie);
    }
}
