package io.qmp.plugin.machine.block;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.type.WireNaming;
import io.qmp.plugin.qemu.type.BlockdevCreateOptionsQcow2;
import io.qmp.plugin.qemu.type.BlockdevDriver;
import io.qmp.plugin.qemu.type.BlockdevRef;
import io.qmp.plugin.qemu.type.Qcow2Version;
import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Makes empty images in the format qcow2: header, table of reference counts, one block of them, and the first level of
 * the mapping, each in clusters of its own.
 */
final class Qcow2Image {
    private static final long DEFAULT_CLUSTER = 65536;
    private static final int ENTRY = 8;
    private static final long MOST_ENTRIES = (32 << 20) / ENTRY;
    private static final int HEADER_LENGTH = 112;
    private static final long SECTOR = 512;

    private Qcow2Image() {}

    /**
     * {@return the bytes of an image}
     *
     * @throws CommandFailedException with QEMU's text if there is no such image
     */
    static ByteBuffer create(BlockdevCreateOptionsQcow2 options) {
        long cluster = or(options.clusterSize(), DEFAULT_CLUSTER);
        if (Long.bitCount(cluster) != 1 || cluster < SECTOR || cluster > 2 << 20) {
            throw CommandFailedException.generic("Cluster size must be a power of two between 512 and 2048k");
        }
        if (options.size() % SECTOR != 0) {
            throw CommandFailedException.generic("Image size must be a multiple of 512 bytes");
        }
        long mapped = cluster * (cluster / ENTRY);
        long entries = Math.max(1, options.size() / mapped + (options.size() % mapped == 0 ? 0 : 1));
        long clusters = 3 + (entries * ENTRY + cluster - 1) / cluster;
        if (options.size() < 0 || entries > MOST_ENTRIES || clusters > cluster / 2) {
            throw CommandFailedException.generic(
                    "The image size is too large for file format 'qcow2' (try using a larger " + "cluster size)");
        }
        long end = 3 * cluster + (entries * ENTRY + SECTOR - 1) / SECTOR * SECTOR; // the last cluster may end early
        ByteBuffer image = ByteBuffer.allocate((int) end);
        header(image, options, cluster, (int) entries);
        image.putLong((int) cluster, 2 * cluster); // the table of reference counts has one block
        for (int used = 0; used < clusters; used++) {
            image.putShort((int) (2 * cluster) + 2 * used, (short) 1);
        }
        return image;
    }

    /** {@return the bytes of an image of a length, on top of a node if there is one} */
    static ByteBuffer empty(long length, Optional<BlockNode> below) {
        long size = (length + SECTOR - 1) / SECTOR * SECTOR;
        ByteBuffer image = create(
                BlockdevCreateOptionsQcow2.builder(BlockdevRef.node(""), size).build());
        below.map(Chains::withoutImplicit)
                .ifPresent(node -> changeBacking(
                        image,
                        HEADER_LENGTH,
                        Optional.of(
                                new BackingFile(node.filename(), node.driver().name()))));
        return image;
    }

    /**
     * Changes what a header says of the image below; the other extensions stay.
     *
     * @param header the first cluster of an image
     * @param length the length of the header without extensions
     * @param below the image below; empty for none
     * @throws CommandFailedException with the reason if the file cannot be named there
     */
    static void changeBacking(ByteBuffer header, int length, Optional<BackingFile> below) {
        byte[] name = below.map(BackingFile::name).orElse("").getBytes(UTF_8);
        if (name.length > Qcow2Header.LONGEST_NAME) {
            throw CommandFailedException.generic("Invalid argument");
        }
        ByteBuffer others = otherExtensions(header, length);
        header.position(length);
        try {
            below.ifPresent(file -> {
                byte[] kind = file.format().getBytes(UTF_8);
                header.putInt(Qcow2Header.BACKING_FORMAT).putInt(kind.length).put(kind);
                header.position(padded(header.position()));
            });
            header.put(others).putLong(0);
            header.putLong(8, below.isPresent() ? header.position() : 0)
                    .putInt(16, name.length)
                    .put(name);
        } catch (BufferOverflowException | IllegalArgumentException e) {
            throw CommandFailedException.generic("No space left on device", e);
        }
        header.clear();
    }

    /** The extensions of a header but for the format of the image below, and without their end. */
    private static ByteBuffer otherExtensions(ByteBuffer header, int start) {
        ByteBuffer others = ByteBuffer.allocate(header.capacity());
        int at = start;
        while (at <= header.capacity() - ENTRY && header.getInt(at) != 0) {
            int type = header.getInt(at);
            long end = padded(at + (long) ENTRY + Integer.toUnsignedLong(header.getInt(at + 4)));
            if (end > header.capacity()) {
                break;
            }
            if (type != Qcow2Header.BACKING_FORMAT) {
                others.put(header.slice(at, (int) end - at));
            }
            at = (int) end;
        }
        return others.flip();
    }

    private static int padded(long position) {
        return (int) Math.min(Integer.MAX_VALUE, (position + 7) / 8 * 8);
    }

    private static void header(ByteBuffer image, BlockdevCreateOptionsQcow2 options, long cluster, int entries) {
        boolean third = options.version() != Qcow2Version.V2;
        image.putInt(0, Qcow2Header.MAGIC)
                .putInt(4, third ? 3 : 2)
                .putInt(20, Long.numberOfTrailingZeros(cluster))
                .putLong(24, options.size())
                .putInt(36, entries)
                .putLong(40, 3 * cluster)
                .putLong(48, cluster)
                .putInt(56, 1);
        if (third) {
            image.putLong(80, Boolean.TRUE.equals(options.lazyRefcounts()) ? 1 : 0)
                    .putInt(96, 4)
                    .putInt(100, HEADER_LENGTH);
        }
        backing(image.position(third ? HEADER_LENGTH : 72), options);
        image.clear();
    }

    private static void backing(ByteBuffer image, BlockdevCreateOptionsQcow2 options) {
        BlockdevDriver format = options.backingFmt();
        if (format != null) {
            byte[] name = WireNaming.enumValue(format).getBytes(UTF_8);
            image.putInt(Qcow2Header.BACKING_FORMAT).putInt(name.length).put(name);
            image.position(padded(image.position()));
        }
        image.putLong(0); // no more extensions
        String file = options.backingFile();
        if (file != null) {
            byte[] name = file.getBytes(UTF_8);
            if (name.length > Qcow2Header.LONGEST_NAME) {
                throw CommandFailedException.generic("Backing file name too long");
            }
            image.putLong(8, image.position()).putInt(16, name.length);
            image.put(name);
        }
    }

    private static long or(@Nullable Long given, long otherwise) {
        return given == null ? otherwise : given;
    }
}
