package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.qemu.type.BlockdevDriver;
import io.qmp.plugin.qemu.type.BlockdevOptions;
import io.qmp.plugin.qemu.type.BlockdevOptionsFile;
import io.qmp.plugin.qemu.type.BlockdevOptionsQcow2;
import io.qmp.plugin.qemu.type.BlockdevOptionsRaw;
import io.qmp.plugin.qemu.type.BlockdevRef;
import io.qmp.plugin.qemu.type.BlockdevRefOrNull;
import io.qmp.plugin.qemu.type.DetectZeroes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes files with images, and opens them, as the commands do that take the name of a file. */
final class NewImages {
    private final BlockGraph graph;

    NewImages(BlockGraph graph) {
        this.graph = graph;
    }

    /**
     * Makes an image.
     *
     * @param below the image below; empty for none
     */
    void create(String file, String format, long length, Optional<BlockNode> below) {
        if (format.equals("raw")) {
            if (below.isPresent()) {
                throw CommandFailedException.generic("Backing file not supported for file format 'raw'");
            }
            graph.files().require(file);
            ImageCreation.write(file, length);
        } else if (format.equals("qcow2")) {
            graph.files().require(file);
            ImageCreation.write(file, Qcow2Image.empty(length, below));
        } else {
            throw CommandFailedException.generic("Unknown file format '" + format + "'");
        }
    }

    /**
     * {@return a node of an image in a file, without an image below; it goes with its last user}
     *
     * @param name the name of the node; generated if absent
     * @param above the flags
     */
    BlockNode open(String file, String format, @Nullable String name, NodeFlags above) {
        return graph.openUnowned(options(file, format, name, DetectZeroes.OFF), above);
    }

    /** {@return the same, of an image that a backup writes} */
    BlockNode openForBackup(String file, String format, NodeFlags above) {
        return graph.openUnowned(options(file, format, null, DetectZeroes.UNMAP), above);
    }

    private static BlockdevOptions options(String file, String format, @Nullable String name, DetectZeroes zeroes) {
        BlockdevRef below = BlockdevRef.of(
                BlockdevOptionsFile.builder(BlockdevDriver.FILE, file).build());
        switch (format) {
            case "qcow2" -> {
                BlockdevOptionsQcow2.Builder image = BlockdevOptionsQcow2.builder(below)
                        .backing(BlockdevRefOrNull.ofNull())
                        .detectZeroes(zeroes);
                return (name == null ? image : image.nodeName(name)).build();
            }
            case "raw" -> {
                BlockdevOptionsRaw.Builder image =
                        BlockdevOptionsRaw.builder(below).detectZeroes(zeroes);
                return (name == null ? image : image.nodeName(name)).build();
            }
            default -> throw CommandFailedException.generic("Unknown driver '" + format + "'");
        }
    }
}
