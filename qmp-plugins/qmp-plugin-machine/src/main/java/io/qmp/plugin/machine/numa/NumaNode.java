package io.qmp.plugin.machine.numa;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** One NUMA node. */
final class NumaNode {
    /** Whether it was declared; CPUs may be in nodes that are not yet. */
    boolean declared;

    long memory;
    Optional<String> backend = Optional.empty();
    OptionalInt initiator = OptionalInt.empty();
    boolean hasCpu;
    boolean knowsLatency;
    boolean knowsBandwidth;
    /** To other nodes. */
    final Map<Integer, Integer> distances = new TreeMap<>();

    int distance(int other) {
        return distances.getOrDefault(other, 0);
    }
}
