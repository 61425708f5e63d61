package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.qemu.type.BlockDirtyBitmap;
import io.qmp.plugin.qemu.type.BlockDirtyBitmapAddOptions;
import io.qmp.plugin.qemu.type.BlockDirtyBitmapMergeOptions;
import io.qmp.plugin.qemu.type.BlockDirtyBitmapSource;
import java.util.LinkedHashSet;
import java.util.Set;

/** The actions on dirty bitmaps. An action that fails changes nothing. */
final class BitmapActions {
    private static final long SMALLEST_PIECE = 512;
    private static final long LONGEST_NAME = 1023;

    private final BlockGraph graph;

    BitmapActions(BlockGraph graph) {
        this.graph = graph;
    }

    Effect add(BlockDirtyBitmapAddOptions options) {
        String name = options.name();
        BlockNode node = graph.get(options.node());
        boolean persistent = Boolean.TRUE.equals(options.persistent());
        if (name.isEmpty()) {
            throw CommandFailedException.generic("Bitmap name cannot be empty");
        }
        Long given = options.granularity();
        long granularity = given == null ? DirtyBitmap.DEFAULT_GRANULARITY : given;
        if (granularity < SMALLEST_PIECE || Long.bitCount(granularity) != 1) {
            throw CommandFailedException.generic("Granularity must be power of 2 and at least 512");
        } else if (persistent && !(node.driver() instanceof Qcow2Driver)) {
            throw CommandFailedException.generic(
                    "Can't store persistent bitmaps to " + node.name() + ": Operation not supported");
        } else if (node.bitmaps().has(name)) {
            throw CommandFailedException.generic("Bitmap already exists: " + name);
        } else if (name.length() > LONGEST_NAME) {
            throw CommandFailedException.generic("Bitmap name too long: " + name);
        }
        DirtyBitmap bitmap =
                new DirtyBitmap(name, granularity, node.length(), !Boolean.TRUE.equals(options.disabled()));
        bitmap.persistent(persistent);
        node.bitmaps().add(bitmap);
        return Effect.undoneBy(() -> node.bitmaps().remove(bitmap));
    }

    /** Its name is free once the whole transaction has been done. */
    Effect remove(BlockDirtyBitmap named) {
        BlockNode node = node(named.node());
        DirtyBitmap bitmap = node.bitmaps().get(named.name());
        return new Effect(() -> node.bitmaps().remove(bitmap), () -> {});
    }

    Effect clear(BlockDirtyBitmap named) {
        return Effect.undoneBy(node(named.node()).bitmaps().get(named.name()).clear());
    }

    Effect record(BlockDirtyBitmap named, boolean recording) {
        DirtyBitmap bitmap = node(named.node()).bitmaps().get(named.name());
        boolean before = bitmap.recording();
        bitmap.recording(recording);
        return Effect.undoneBy(() -> bitmap.recording(before));
    }

    Effect merge(BlockDirtyBitmapMergeOptions options) {
        BlockNode node = node(options.node());
        DirtyBitmap target = node.bitmaps().get(options.target());
        Set<DirtyBitmap> sources = new LinkedHashSet<>();
        for (BlockDirtyBitmapSource source : options.bitmaps()) {
            DirtyBitmap bitmap = source instanceof BlockDirtyBitmapSource.External external
                    ? node(external.value().node())
                            .bitmaps()
                            .get(external.value().name())
                    : node.bitmaps().get(((BlockDirtyBitmapSource.Local) source).value());
            if (bitmap.length() != target.length()) {
                throw CommandFailedException.generic("Bitmaps are of different sizes (destination size is "
                        + target.length() + ", source size is " + bitmap.length() + ") and can't be merged");
            }
            sources.add(bitmap);
        }
        return Effect.undoneBy(target.merge(sources));
    }

    private BlockNode node(String name) {
        return graph.find(name).orElseThrow(() -> CommandFailedException.generic("Node '" + name + "' not found"));
    }
}
