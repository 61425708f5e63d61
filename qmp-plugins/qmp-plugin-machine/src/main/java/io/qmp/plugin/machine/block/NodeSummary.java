package io.qmp.plugin.machine.block;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The properties of a node that follow from its driver and the nodes below it.
 *
 * @param length the bytes that can be read
 * @param latencyNs how long an access takes, in nanoseconds
 * @param filters how many filters there are from this node down, without a gap
 * @param actualSize the bytes that the host stores for it, if that is known
 * @param limits the limits of requests to it
 * @param plainName the name by which it could be opened without options, if there is one
 */
record NodeSummary(
        long length,
        long latencyNs,
        long filters,
        @Nullable Long actualSize,
        Limits limits,
        @Nullable String plainName) {
    static NodeSummary of(Driver driver, Optional<BlockNode> child) {
        Optional<NodeSummary> below = child.map(BlockNode::summary);
        return new NodeSummary(
                driver.length(child),
                driver.latencyNs() + below.map(NodeSummary::latencyNs).orElse(0L),
                driver.isFilter() ? 1 + below.map(NodeSummary::filters).orElse(0L) : 0,
                driver.actualSize(child).orElse(null),
                driver.limits(child),
                driver.filename(child).orElse(null));
    }
}
