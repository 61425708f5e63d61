package io.qmp.plugin.machine.block;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qmp.api.error.CommandFailedException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The header of an image in the format qcow2.
 *
 * @param version 2 or 3
 * @param headerLength the bytes of the header without its extensions
 * @param size the bytes of the disk
 * @param clusterBits the binary logarithm of the bytes of a cluster
 * @param incompatible the features that a reader must know
 * @param compatible the features that a reader need not know
 * @param refcountOrder the binary logarithm of the bits of a reference count
 * @param backingFile the file name of the image below, if it has one
 * @param backingFormat the format of that image, if it is known
 */
record Qcow2Header(
        int version,
        int headerLength,
        long size,
        int clusterBits,
        long incompatible,
        long compatible,
        int refcountOrder,
        Optional<String> backingFile,
        Optional<String> backingFormat) {
    /** The bytes that have the whole header, extensions and name included. */
    static final int LONGEST = 4096;

    static final int MAGIC = 0x514649fb;
    static final int BACKING_FORMAT = 0xe2792aca;
    static final int V3_LENGTH = 104;

    private static final int V2_LENGTH = 72;
    static final int LONGEST_NAME = 1023;

    /**
     * {@return the header in the first bytes of an image}
     *
     * @param bytes at least all bytes of the header, or all of a shorter image
     * @throws CommandFailedException with QEMU's text if it is not that of an image
     */
    static Qcow2Header read(ByteBuffer bytes) {
        if (bytes.remaining() < V3_LENGTH || bytes.getInt(0) != MAGIC) {
            throw CommandFailedException.generic("Image is not in qcow2 format");
        }
        int version = bytes.getInt(4);
        if (version != 2 && version != 3) {
            throw CommandFailedException.generic("Unsupported qcow2 version " + version);
        }
        int clusterBits = bytes.getInt(20);
        if (clusterBits < 9 || clusterBits > 21) {
            throw CommandFailedException.generic("Unsupported cluster size: 2^" + clusterBits);
        }
        boolean third = version == 3;
        int length = third ? bytes.getInt(100) : V2_LENGTH;
        return new Qcow2Header(
                version,
                length,
                bytes.getLong(24),
                clusterBits,
                third ? bytes.getLong(72) : 0,
                third ? bytes.getLong(80) : 0,
                third ? bytes.getInt(96) : 4,
                backingFile(bytes),
                extension(bytes, length));
    }

    private static Optional<String> backingFile(ByteBuffer bytes) {
        long offset = bytes.getLong(8);
        int length = bytes.getInt(16);
        if (offset == 0 || length == 0) {
            return Optional.empty();
        }
        if (length < 0 || length > LONGEST_NAME) {
            throw CommandFailedException.generic("Backing file name too long");
        }
        return Optional.of(text(bytes, offset, length));
    }

    private static String text(ByteBuffer bytes, long offset, int length) {
        if (offset < 0 || offset > bytes.limit() - length) {
            throw CommandFailedException.generic("Invalid backing file offset");
        }
        byte[] text = new byte[length];
        bytes.get((int) offset, text);
        return new String(text, UTF_8);
    }

    /** The extension with the format of the image below. Each has a type, a length, and data up to a multiple of 8. */
    private static Optional<String> extension(ByteBuffer bytes, int start) {
        for (long at = start; at >= 0 && at <= bytes.limit() - 8; ) {
            int type = bytes.getInt((int) at);
            int length = bytes.getInt((int) at + 4);
            if (type == 0 || length < 0) {
                break;
            }
            if (type == BACKING_FORMAT) {
                return Optional.of(text(bytes, at + 8, length));
            }
            at += 8 + (length + 7L) / 8 * 8;
        }
        return Optional.empty();
    }

    /** {@return the bytes of a cluster} */
    long clusterSize() {
        return 1L << clusterBits;
    }
}
