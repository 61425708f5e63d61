package io.qmp.plugin.machine.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.FileChannel;

/** Zeros, of which a file need not have the bytes. */
final class Zeros {
    private static final int PIECE = 1 << 16;

    private Zeros() {}

    static void write(ByteChannel channel, long count) throws IOException {
        if (channel instanceof FileChannel file && isLast(file)) {
            if (count > 0) {
                file.write(ByteBuffer.allocate(1), file.position() + count - 1);
                file.position(file.position() + count);
            }
            return;
        }
        ByteBuffer zeros = ByteBuffer.allocate(PIECE);
        for (long left = count; left > 0; left -= zeros.limit()) {
            zeros.clear().limit((int) Math.min(left, PIECE));
            while (zeros.hasRemaining()) {
                channel.write(zeros);
            }
        }
    }

    /** Whether the file ends where it is written; pipes and the like do not have an end. */
    private static boolean isLast(FileChannel file) {
        try {
            long position = file.position();
            return position > 0 && file.size() == position;
        } catch (IOException e) {
            return false;
        }
    }
}
