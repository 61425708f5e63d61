package io.qmp.plugin.machine.block;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.qemu.type.BlockDirtyBitmapSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The dirty bitmaps that an export shows to its clients. */
public final class ExportedBitmaps {
    private ExportedBitmaps() {}

    /**
     * {@return the bitmaps of some names}
     *
     * @param node the exported node
     * @param writable whether clients may write to it
     * @throws CommandFailedException with QEMU's text if one does not exist or cannot be exported
     */
    public static List<DirtyBitmap> find(
            BlockGraph graph, BlockNode node, boolean writable, List<BlockDirtyBitmapSource> sources) {
        List<DirtyBitmap> found = new ArrayList<>();
        for (BlockDirtyBitmapSource source : sources) {
            if (source instanceof BlockDirtyBitmapSource.External external) {
                BlockNode other = graph.find(external.value().node())
                        .orElseThrow(() -> CommandFailedException.generic(
                                "Node '" + external.value().node() + "' not found"));
                found.add(other.bitmaps().get(external.value().name()));
            } else {
                found.add(local(node, writable, ((BlockDirtyBitmapSource.Local) source).value()));
            }
        }
        return found;
    }

    /** The bitmap of the node, or of the first node below that has one of that name. */
    private static DirtyBitmap local(BlockNode top, boolean writable, String name) {
        Optional<BlockNode> next = Optional.of(top);
        while (next.isPresent() && !next.get().bitmaps().has(name)) {
            BlockNode node = next.get();
            next = node.isFilter() ? node.child() : node.backing();
        }
        BlockNode node = next.orElseThrow(() -> CommandFailedException.generic("Bitmap '" + name + "' is not found"));
        DirtyBitmap bitmap = node.bitmaps().get(name);
        if (!writable && !node.readOnly() && bitmap.recording()) {
            throw CommandFailedException.generic("Enabled bitmap '" + name + "' incompatible with readonly export");
        }
        return bitmap;
    }
}
