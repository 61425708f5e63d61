package io.qmp.plugin.machine.block;

import java.util.Optional;

/** Which part of a node has data. An image in a file has none, as nothing is ever written to it. */
final class Allocation {
    private Allocation() {}

    /**
     * Marks what has data in a node.
     *
     * @param onlyTop whether what the images below have is left out
     * @param all whether everything counts as data
     */
    static void mark(DirtyBitmap dirty, BlockNode node, boolean onlyTop, boolean all) {
        if (all || hasData(Chains.withoutFilters(node), onlyTop)) {
            dirty.dirtyAll();
        }
    }

    private static boolean hasData(BlockNode image, boolean onlyTop) {
        for (Optional<BlockNode> next = Optional.of(image); next.isPresent(); next = Chains.base(next.get())) {
            if (!(next.get().driver() instanceof Qcow2Driver)) {
                return true;
            }
            if (onlyTop) {
                return false;
            }
        }
        return false;
    }
}
