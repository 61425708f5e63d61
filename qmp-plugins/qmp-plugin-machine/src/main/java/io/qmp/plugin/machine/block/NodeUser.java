package io.qmp.plugin.machine.block;

import java.util.Optional;

/** A user of a node: another node, a disk, or a job. */
public interface NodeUser {
    /** A node was replaced by another one, which is used from now on. */
    void replace(BlockNode before, BlockNode after);

    /** {@return whether it is a disk or an export: not another node, and not a job} */
    default boolean isDisk() {
        return true;
    }

    /** {@return why commands must not change the node, if they must not} */
    default Optional<String> blocks() {
        return Optional.empty();
    }

    /** {@return whether it relies on the length of the node; that of nodes is known by their drivers} */
    default boolean fixesLength() {
        return false;
    }

    /** {@return whether the node must stay active for it, as it writes to it} */
    default boolean needsActive() {
        return false;
    }

    /** {@return whether it lets other programs write to the node} */
    default boolean exportsWritable() {
        return false;
    }
}
