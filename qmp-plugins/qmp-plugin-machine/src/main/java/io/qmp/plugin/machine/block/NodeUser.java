package io.qmp.plugin.machine.block;

/** A user of a node: another node, a disk, or a job. */
public interface NodeUser {
    /** A node was replaced by another one, which is used from now on. */
    void replace(BlockNode before, BlockNode after);

    /** {@return whether it relies on the length of the node; that of nodes is known by their drivers} */
    default boolean fixesLength() {
        return false;
    }

    /** {@return whether it lets other programs write to the node} */
    default boolean exportsWritable() {
        return false;
    }
}
