package io.qmp.plugin.machine.numa;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.qemu.type.NumaOptionsDist;
import java.util.Map;

/** The distances between NUMA nodes. */
final class Distances {
    private static final int LEAST = 10;

    private Distances() {}

    /** Adds a distance. Fails with QEMU's text. */
    static void add(NumaOptionsDist given, Map<Integer, NumaNode> nodes) {
        requireNumber("src", given.src());
        requireNumber("dst", given.dst());
        NumaNode source = nodes.get((int) given.src());
        NumaNode destination = nodes.get((int) given.dst());
        if (source == null || !source.declared || destination == null || !destination.declared) {
            throw CommandFailedException.generic("Source/Destination NUMA node is missing."
                    + " Please use '-numa node' option to declare it first.");
        }
        if (given.val() < LEAST) {
            throw CommandFailedException.generic(
                    "NUMA distance (" + given.val() + ") is invalid, it shouldn't be less than " + LEAST + ".");
        }
        if (given.src() == given.dst() && given.val() != LEAST) {
            throw CommandFailedException.generic("Local distance of node " + given.src() + " should be " + LEAST + ".");
        }
        source.distances.put((int) given.dst(), (int) given.val());
    }

    private static void requireNumber(String name, long node) {
        if (node >= NumaNodes.MOST) {
            throw CommandFailedException.generic(
                    "Parameter '" + name + "' expects an integer between 0 and " + (NumaNodes.MOST - 1));
        }
    }

    /** Checks that the distance of each two nodes is known, in both directions if any two differ. */
    static void check(Map<Integer, NumaNode> nodes) {
        if (nodes.values().stream().allMatch(node -> node.distances.isEmpty())) {
            return;
        }
        boolean differ = false;
        boolean complete = true;
        for (Map.Entry<Integer, NumaNode> source : nodes.entrySet()) {
            for (Map.Entry<Integer, NumaNode> destination : nodes.entrySet()) {
                int there = source.getValue().distance(destination.getKey());
                int back = destination.getValue().distance(source.getKey());
                if (there == 0 && back == 0 && source.getKey() < destination.getKey()) {
                    throw CommandFailedException.generic("The distance between node " + source.getKey() + " and "
                            + destination.getKey()
                            + " is missing, at least one distance value between each nodes should be provided.");
                }
                differ |= there != 0 && back != 0 && there != back;
                complete &= there != 0 || source.getKey().equals(destination.getKey());
            }
        }
        if (differ && !complete) {
            throw CommandFailedException.generic("At least one asymmetrical pair of distances is given, please provide"
                    + " distances for both directions of all node pairs.");
        }
    }
}
