package io.qmp.plugin.machine.block;

import java.util.Optional;

/**
 * What a node shows, which reopening replaces.
 *
 * @param flags its flags
 * @param driver its driver
 * @param child the node below, if its driver needs one
 */
record NodeContent(NodeFlags flags, Driver driver, Optional<BlockNode> child) {}
