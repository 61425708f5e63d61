package io.qmp.plugin.machine.block;

/** A user of a node: another node, a disk, or a job. */
public interface NodeUser {
    /** The node was replaced by another one, which is used from now on. */
    void replace(BlockNode node);
}
