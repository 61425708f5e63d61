package io.qmp.plugin.machine.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The beginning of a conversation by NBD: greeting and options, in the form "fixed newstyle". The client lists the
 * exports or chooses one. Structured replies, contexts and TLS are refused, which clients have to expect.
 */
final class NbdNegotiation implements NbdSession.Phase {
    private static final long GREETING = 0x4e42444d41474943L; // NBDMAGIC
    private static final long OPTION = 0x49484156454f5054L; // IHAVEOPT
    private static final long REPLY = 0x3e889045565a9L;
    private static final int HEADER = 16;
    private static final int LONGEST = 65536;

    private static final int FIXED_NEWSTYLE = 1;
    private static final int NO_ZEROES = 2;

    private static final int EXPORT_NAME = 1;
    private static final int ABORT = 2;
    private static final int LIST = 3;
    private static final int INFO = 6;
    private static final int GO = 7;

    private static final int ACK = 1;
    private static final int SERVER = 2;
    private static final int INFORMATION = 3;
    private static final int UNSUPPORTED = 0x80000001;
    private static final int INVALID = 0x80000003;
    private static final int UNKNOWN = 0x80000006;

    private static final short OF_EXPORT = 0;
    private static final short OF_NAME = 1;
    private static final short OF_DESCRIPTION = 2;
    private static final short OF_BLOCK_SIZE = 3;
    private static final int PREFERRED_BLOCK = 4096;
    private static final int ZEROES = 124;

    private final NbdSession session;
    private final BlockExports exports;
    private final boolean parallel;
    private boolean hasFlags;
    private boolean noZeroes;

    NbdNegotiation(NbdSession session, BlockExports exports, boolean parallel) {
        this.session = session;
        this.exports = exports;
        this.parallel = parallel;
    }

    /** {@return the first bytes of the server} */
    static ByteBuffer greeting() {
        return ByteBuffer.allocate(18)
                .putLong(GREETING)
                .putLong(OPTION)
                .putShort((short) (FIXED_NEWSTYLE | NO_ZEROES))
                .flip();
    }

    @Override
    public boolean step(Incoming incoming) {
        return hasFlags ? option(incoming) : flags(incoming);
    }

    private boolean flags(Incoming incoming) {
        if (!incoming.has(Integer.BYTES)) {
            return false;
        }
        int flags = incoming.take(Integer.BYTES).getInt();
        hasFlags = true;
        noZeroes = (flags & NO_ZEROES) != 0;
        if ((flags & ~(FIXED_NEWSTYLE | NO_ZEROES)) != 0) {
            session.end();
        }
        return true;
    }

    private boolean option(Incoming incoming) {
        if (!incoming.has(HEADER)) {
            return false;
        }
        int length = incoming.intAt(HEADER - Integer.BYTES);
        if (length < 0 || length > LONGEST || incoming.longAt(0) != OPTION) {
            session.end();
            return true;
        }
        if (!incoming.has(HEADER + length)) {
            return false;
        }
        int option = incoming.take(HEADER).getInt(Long.BYTES);
        execute(option, incoming.take(length));
        return true;
    }

    private void execute(int option, ByteBuffer data) {
        switch (option) {
            case EXPORT_NAME -> open(text(data, data.remaining()));
            case ABORT -> {
                reply(option, ACK, ByteBuffer.allocate(0));
                session.end();
            }
            case LIST -> list(data);
            case INFO, GO -> describe(option, data);
            default -> refuse(option, UNSUPPORTED, "Unsupported option " + option);
        }
    }

    private void list(ByteBuffer data) {
        if (data.hasRemaining()) {
            refuse(LIST, INVALID, "option 'list' has unexpected length");
            return;
        }
        for (BlockExport export : exports.all()) {
            byte[] name = export.name().text().getBytes(UTF_8);
            byte[] description = export.name().description().getBytes(UTF_8);
            reply(
                    LIST,
                    SERVER,
                    ByteBuffer.allocate(Integer.BYTES + name.length + description.length)
                            .putInt(name.length)
                            .put(name)
                            .put(description)
                            .flip());
        }
        reply(LIST, ACK, ByteBuffer.allocate(0));
    }

    /** Chooses an export in the old way, in which there is no reply for an error. */
    private void open(String name) {
        Optional<BlockExport> export = exports.named(name);
        if (export.isEmpty()) {
            session.end();
            return;
        }
        ByteBuffer reply = ByteBuffer.allocate(10 + (noZeroes ? 0 : ZEROES));
        reply.putLong(0, export.get().size()).putShort(Long.BYTES, flags(export.get()));
        session.send(reply);
        session.serve(export.get());
    }

    private void describe(int option, ByteBuffer data) {
        int length = data.remaining() < Integer.BYTES ? -1 : data.getInt();
        if (length < 0 || length > data.remaining() - Short.BYTES) {
            refuse(option, INVALID, "Bad length received");
            return;
        }
        String name = text(data, length);
        int count = Short.toUnsignedInt(data.getShort());
        if (data.remaining() != count * Short.BYTES) {
            refuse(option, INVALID, "Bad length received");
            return;
        }
        Set<Short> wanted = new HashSet<>();
        while (data.hasRemaining()) {
            wanted.add(data.getShort());
        }
        exports.named(name)
                .ifPresentOrElse(
                        export -> describe(option, export, wanted),
                        () -> refuse(option, UNKNOWN, "export '" + name + "' not present"));
    }

    private void describe(int option, BlockExport export, Set<Short> wanted) {
        if (wanted.contains(OF_NAME)) {
            information(option, OF_NAME, export.name().text());
        }
        if (wanted.contains(OF_DESCRIPTION) && !export.name().description().isEmpty()) {
            information(option, OF_DESCRIPTION, export.name().description());
        }
        reply(
                option,
                INFORMATION,
                ByteBuffer.allocate(14)
                        .putShort(OF_BLOCK_SIZE)
                        .putInt(1)
                        .putInt(PREFERRED_BLOCK)
                        .putInt(NbdRequests.LONGEST)
                        .flip());
        reply(
                option,
                INFORMATION,
                ByteBuffer.allocate(12)
                        .putShort(OF_EXPORT)
                        .putLong(export.size())
                        .putShort(flags(export))
                        .flip());
        reply(option, ACK, ByteBuffer.allocate(0));
        if (option == GO) {
            session.serve(export);
        }
    }

    private short flags(BlockExport export) {
        return NbdRequests.flags(export.writable(), parallel);
    }

    private void information(int option, short kind, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        reply(
                option,
                INFORMATION,
                ByteBuffer.allocate(Short.BYTES + bytes.length)
                        .putShort(kind)
                        .put(bytes)
                        .flip());
    }

    private void refuse(int option, int error, String text) {
        reply(option, error, ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    private void reply(int option, int type, ByteBuffer data) {
        session.send(ByteBuffer.allocate(20 + data.remaining())
                .putLong(REPLY)
                .putInt(option)
                .putInt(type)
                .putInt(data.remaining())
                .put(data)
                .flip());
    }

    private static String text(ByteBuffer data, int length) {
        byte[] bytes = new byte[length];
        data.get(bytes);
        return new String(bytes, UTF_8);
    }
}
