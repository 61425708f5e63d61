package io.qmp.plugin.machine.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The beginnings of dumps of the memory. */
final class DumpHeaders {
    private static final int HEADER = 64;
    private static final int SEGMENT = 56;
    private static final short CORE = 4;
    private static final short X86_64 = 62;
    private static final int LOAD = 1;

    /** The length of the header of a flattened file. */
    private static final int FLATTENED = 4096;

    private static final int SIGNATURE = 16;
    private static final long KIND = 1;
    private static final int DISK_DUMP_VERSION = 6;
    private static final int DISK_DUMP_HEADER = 464;

    private DumpHeaders() {}

    /** {@return the header of a core file, and of its one segment, which follows both} */
    static ByteBuffer core(long address, long size) {
        ByteBuffer header = ByteBuffer.allocate(HEADER + SEGMENT).order(ByteOrder.LITTLE_ENDIAN);
        header.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}); // 64 bits, little-endian, version 1
        header.putShort(16, CORE)
                .putShort(18, X86_64)
                .putInt(20, 1)
                .putLong(32, HEADER)
                .putShort(52, (short) HEADER)
                .putShort(54, (short) SEGMENT)
                .putShort(56, (short) 1);
        header.putInt(HEADER, LOAD)
                .putLong(HEADER + 8, header.capacity())
                .putLong(HEADER + 16, address)
                .putLong(HEADER + 24, address)
                .putLong(HEADER + 32, size)
                .putLong(HEADER + 40, size);
        return header.rewind();
    }

    /** {@return a flattened file of a compressed dump: its header, a record with that of the dump, the end} */
    static ByteBuffer flattened() {
        ByteBuffer file = ByteBuffer.allocate(FLATTENED + DISK_DUMP_HEADER + 4 * Long.BYTES);
        file.put("makedumpfile".getBytes(US_ASCII))
                .position(SIGNATURE)
                .putLong(KIND)
                .putLong(KIND)
                .position(FLATTENED);
        file.putLong(0).putLong(DISK_DUMP_HEADER).put("KDUMP   ".getBytes(US_ASCII));
        file.order(ByteOrder.LITTLE_ENDIAN).putInt(DISK_DUMP_VERSION).order(ByteOrder.BIG_ENDIAN);
        return file.position(FLATTENED + 2 * Long.BYTES + DISK_DUMP_HEADER)
                .putLong(-1)
                .putLong(-1)
                .flip();
    }
}
