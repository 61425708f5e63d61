package io.qmp.plugin.machine.block;

/** Who uses a node: another node, a disk, or a job. */
public interface NodeUser {
    /** The node's place has been taken by another one, which is to be used from now on. */
    void replace(BlockNode node);
}
