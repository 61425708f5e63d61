package io.qmp.plugin.machine.block;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The content of a node, which reopening replaces.
 *
 * @param flags its flags
 * @param driver its driver
 * @param child the node below, if its driver needs one
 * @param backing the node with the image below, if there is one
 */
record NodeContent(NodeFlags flags, Driver driver, Optional<BlockNode> child, Optional<BlockNode> backing) {
    NodeContent(NodeFlags flags, Driver driver, Optional<BlockNode> child) {
        this(flags, driver, child, Optional.empty());
    }

    /** {@return the same with another image below} */
    NodeContent above(Optional<BlockNode> image) {
        return new NodeContent(flags, driver, child, image);
    }

    /** {@return the same, which can be written or not} */
    NodeContent readOnly(boolean onlyRead) {
        return new NodeContent(onlyRead ? flags.onlyRead() : flags.writable(), driver, child, backing);
    }

    /** {@return the nodes below} */
    List<BlockNode> below() {
        return Stream.concat(child.stream(), backing.stream()).toList();
    }
}
