package io.qmp.plugin.machine.numa;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.machine.config.Topology;
import io.qmp.plugin.qemu.type.NumaOptionsCpu;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which NUMA node each slot for a CPU is in. */
final class CpuPlaces {
    private final Topology topology;
    private final Map<Integer, Integer> nodes = new TreeMap<>();

    CpuPlaces(Topology topology) {
        this.topology = topology;
    }

    /** {@return the node of a slot, if it has one} */
    OptionalInt node(int slot) {
        Integer node = nodes.get(slot);
        return node == null ? OptionalInt.empty() : OptionalInt.of(node);
    }

    /** Puts the slots that a choice matches into a node. Fails with QEMU's text. */
    void assign(NumaOptionsCpu choice, int node) {
        requireKnown("cluster-id", choice.clusterId(), false);
        requireKnown("module-id", choice.moduleId(), false);
        requireKnown("die-id", choice.dieId(), topology.dies() > 1);
        boolean found = false;
        for (int slot = 0; slot < topology.maxcpus(); slot++) {
            Topology.Place place = topology.place(slot);
            if (matches(choice.threadId(), place.thread())
                    && matches(choice.coreId(), place.core())
                    && matches(choice.dieId(), place.die())
                    && matches(choice.socketId(), place.socket())) {
                assign(slot, node);
                found = true;
            }
        }
        if (!found) {
            throw CommandFailedException.generic("no match found");
        }
    }

    private static void requireKnown(String name, @Nullable Long value, boolean known) {
        if (value != null && !known) {
            throw CommandFailedException.generic(name + " is not supported");
        }
    }

    private static boolean matches(@Nullable Long wanted, int number) {
        return wanted == null || wanted == number;
    }

    /** Puts a slot into a node. Fails with QEMU's text if it is in another. */
    void assign(int slot, int node) {
        Integer before = nodes.putIfAbsent(slot, node);
        if (before != null && before != node) {
            throw CommandFailedException.generic("CPU is already assigned to node-id: " + before);
        }
    }

    /** Puts the slots that are in no node into one: by their sockets, or all into the first if others have one. */
    void complete(int count) {
        boolean bySocket = nodes.isEmpty();
        for (int slot = 0; slot < topology.maxcpus(); slot++) {
            nodes.putIfAbsent(slot, bySocket ? topology.place(slot).socket() % count : 0);
        }
    }
}
