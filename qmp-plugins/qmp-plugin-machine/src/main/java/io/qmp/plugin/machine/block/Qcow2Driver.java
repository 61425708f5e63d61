package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.qemu.type.BlockdevDriver;
import io.qmp.plugin.qemu.type.BlockdevOptions;
import io.qmp.plugin.qemu.type.BlockdevOptionsFile;
import io.qmp.plugin.qemu.type.BlockdevOptionsQcow2;
import io.qmp.plugin.qemu.type.BlockdevOptionsRaw;
import io.qmp.plugin.qemu.type.BlockdevRef;
import io.qmp.plugin.qemu.type.ImageInfo;
import io.qmp.plugin.qemu.type.ImageSpecificInfoQcow2;
import io.qmp.plugin.qemu.type.ImageSpecificQcow2;
import io.qmp.plugin.qemu.type.Qcow2CompressionType;
import java.nio.ByteBuffer;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** The driver {@code qcow2}. Only the header of the image is read: its data are not. */
final class Qcow2Driver implements Driver {
    private static final long COMPRESSION = 1 << 3;
    private static final long EXTENDED_L2 = 1 << 4;
    private static final long CORRUPT = 1 << 1;

    private Qcow2Header header;
    private Optional<String> backingFile;
    private long length;

    /**
     * Reads the header.
     *
     * @param file the node that has the image
     */
    Qcow2Driver(BlockNode file) {
        this.header = Qcow2Header.read(file.read(0, Qcow2Header.LONGEST));
        this.length = header.size();
        this.backingFile = backingFile(file);
    }

    private Optional<String> backingFile(BlockNode file) {
        return header.backingFile().map(name -> beside(file.filename(), name));
    }

    /** Writes into the header which image is below; nothing is written if none is named and none is to be. */
    void changeBackingFile(BlockNode file, Optional<BackingFile> below) {
        if (below.isEmpty() && header.backingFile().isEmpty()) {
            return;
        }
        ByteBuffer cluster = ByteBuffer.allocate((int) header.clusterSize());
        cluster.put(file.read(0, cluster.capacity())).clear();
        Qcow2Image.changeBacking(cluster, header.headerLength(), below);
        file.write(0, cluster.duplicate());
        header = Qcow2Header.read(cluster);
        backingFile = backingFile(file);
    }

    /** A relative name is relative to the image; names of nodes are no paths. */
    private static String beside(String image, String name) {
        if (name.startsWith("json:")) {
            return name;
        }
        String path = name.startsWith("file:") ? name.substring("file:".length()) : name;
        try {
            return Path.of(image).resolveSibling(path).toString();
        } catch (InvalidPathException e) {
            return path;
        }
    }

    /** {@return the options of the node below that the header names} */
    Optional<BlockdevOptions> backing() {
        return backingFile.map(name -> {
            BlockdevRef file = BlockdevRef.of(
                    BlockdevOptionsFile.builder(BlockdevDriver.FILE, name).build());
            String format = header.backingFormat().orElse("raw");
            return switch (format) {
                case "file" -> ((BlockdevRef.OfObject) file).value();
                case "raw" -> BlockdevOptionsRaw.builder(file).build();
                case "qcow2" -> BlockdevOptionsQcow2.builder(file).build();
                default -> throw CommandFailedException.generic("Unknown driver '" + format + "'");
            };
        });
    }

    @Override
    public String name() {
        return "qcow2";
    }

    @Override
    public boolean keepsPlaces() {
        return false;
    }

    @Override
    public long length(Optional<BlockNode> child) {
        return length;
    }

    @Override
    public Optional<String> filename(Optional<BlockNode> child) {
        return child.map(file -> file.summary().plainName());
    }

    /** {@return whether the image below is another one than the header names} */
    @Override
    public boolean overrides(Optional<BlockNode> backing) {
        return !backing.map(BlockNode::filename).equals(backingFile);
    }

    @Override
    public Optional<Boolean> dirtyFlag() {
        return Optional.of((header.incompatible() & 1) != 0);
    }

    @Override
    public OptionalLong resize(long bytes) {
        length = bytes;
        return OptionalLong.empty();
    }

    @Override
    public Limits limits(Optional<BlockNode> child) {
        return Driver.super.limits(child).zeroing(header.clusterSize());
    }

    @Override
    public Optional<Long> clusterSize() {
        return Optional.of(header.clusterSize());
    }

    @Override
    public void describe(ImageInfo.Builder image) {
        image.clusterSize(header.clusterSize());
        header.backingFile().ifPresent(image::backingFilename);
        backingFile.ifPresent(image::fullBackingFilename);
        header.backingFormat().ifPresent(image::backingFilenameFormat);
        boolean third = header.version() == 3;
        ImageSpecificQcow2.Builder specific = ImageSpecificQcow2.builder(
                third ? "1.1" : "0.10",
                1L << header.refcountOrder(),
                (header.incompatible() & COMPRESSION) == 0 ? Qcow2CompressionType.ZLIB : Qcow2CompressionType.ZSTD);
        if (third) {
            specific.lazyRefcounts((header.compatible() & 1) != 0)
                    .corrupt((header.incompatible() & CORRUPT) != 0)
                    .extendedL2((header.incompatible() & EXTENDED_L2) != 0);
        }
        image.formatSpecific(new ImageSpecificInfoQcow2(specific.build()));
    }
}
