package io.qmp.plugin.machine.numa;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.qemu.type.HmatLbDataType;
import io.qmp.plugin.qemu.type.HmatLbMemoryHierarchy;
import io.qmp.plugin.qemu.type.NumaOptionsHmatCache;
import io.qmp.plugin.qemu.type.NumaOptionsHmatLb;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Latencies, bandwidths and caches between NUMA nodes (the heterogeneous memory attribute table). They are kept as
 * numbers of 16 bits with a common unit, so that those of one kind must not be too far apart.
 */
final class MemoryAttributes {
    private static final int MOST = 0xffff;
    private static final long ALIGNMENT = 1L << 20;
    private static final long TEN = 10;
    private static final int LEVELS = 4;

    private record Kind(HmatLbMemoryHierarchy hierarchy, HmatLbDataType type) {}

    private record Pair(long initiator, long target) {}

    private static final class Values {
        private final Set<Pair> pairs = new HashSet<>();
        private long unit;
        private long range;
    }

    private final Map<Kind, Values> values = new HashMap<>();
    /** Sizes by node and level. */
    private final Map<Pair, Long> caches = new HashMap<>();

    /** Adds a latency or bandwidth to a node. Fails with QEMU's text. */
    void add(NumaOptionsHmatLb given, NumaNode target) {
        boolean latency = given.dataType().ordinal() <= HmatLbDataType.WRITE_LATENCY.ordinal();
        Values known = values.computeIfAbsent(new Kind(given.hierarchy(), given.dataType()), absent -> new Values());
        Long value = latency ? given.latency() : given.bandwidth();
        String name = latency ? "latency" : "bandwidth";
        if (value == null) {
            throw CommandFailedException.generic("Missing '" + name + "' option");
        }
        if ((latency ? given.bandwidth() : given.latency()) != null) {
            throw CommandFailedException.generic(
                    "Invalid option '" + (latency ? "bandwidth" : "latency") + "' since the data type is " + name);
        }
        String place = " between initiator=" + given.initiator() + " and target=" + given.target();
        if (!latency && value % ALIGNMENT != 0) {
            throw CommandFailedException.generic("Bandwidth " + value + place + " should be 1MB aligned");
        }
        Pair pair = new Pair(given.initiator(), given.target());
        if (known.pairs.contains(pair)) {
            throw CommandFailedException.generic("Duplicate configuration of the " + name + " for initiator="
                    + given.initiator() + " and target=" + given.target());
        }
        if (value != 0 && !(latency ? takeLatency(known, value) : takeBandwidth(known, value))) {
            throw CommandFailedException.generic(
                    latency
                            ? "Latency " + value + place + " should not differ from previously entered min or max"
                                    + " values on more than " + (MOST - 1)
                            : "Bandwidth " + value + place + " should not differ from previously entered values on"
                                    + " more than " + (MOST - 1));
        }
        known.pairs.add(pair);
        target.knowsLatency |= latency && value != 0;
        target.knowsBandwidth |= !latency && value != 0;
    }

    /** The unit is the smallest power of ten that divides a latency; the range is the greatest number of units. */
    private static boolean takeLatency(Values known, long latency) {
        long unit = 1;
        for (long rest = latency; rest % TEN == 0; rest /= TEN) {
            unit *= TEN;
        }
        long smallest = known.unit == 0 ? unit : Math.min(known.unit, unit);
        long range = Math.max(known.range, known.unit == 0 ? 0 : Long.divideUnsigned(latency, known.unit));
        if (Long.compareUnsigned(range, MOST) >= 0) {
            return false;
        }
        known.unit = smallest;
        known.range = range;
        return true;
    }

    /** The unit is the lowest bit of all bandwidths, the range all bits that any has. */
    private static boolean takeBandwidth(Values known, long bandwidth) {
        long bits = known.range | bandwidth;
        int lowest = Long.numberOfTrailingZeros(bits);
        int length = Long.SIZE - Long.numberOfLeadingZeros(bits) - lowest;
        if (length > Short.SIZE || Long.compareUnsigned(bandwidth >>> lowest, MOST) >= 0) {
            return false;
        }
        known.range = bits;
        return true;
    }

    /** Adds a cache to a node. Fails with QEMU's text. */
    void add(NumaOptionsHmatCache cache, NumaNode node) {
        long level = cache.level();
        if (!node.knowsLatency || !node.knowsBandwidth) {
            throw CommandFailedException.generic("The latency and bandwidth information of node-id=" + cache.nodeId()
                    + " should be provided before memory side cache attributes");
        }
        if (level < 1 || level >= LEVELS) {
            throw CommandFailedException.generic("Invalid level=" + level
                    + ", it should be larger than 0 and less than or equal to " + (LEVELS - 1));
        }
        if (caches.containsKey(new Pair(cache.nodeId(), level))) {
            throw CommandFailedException.generic(
                    "Duplicate configuration of the side cache for node-id=" + cache.nodeId() + " and level=" + level);
        }
        Long below = caches.get(new Pair(cache.nodeId(), level - 1));
        Long above = caches.get(new Pair(cache.nodeId(), level + 1));
        if (level > 1 && below == null) {
            throw CommandFailedException.generic("Cache level=" + (level - 1) + " shall be defined first");
        }
        if (below != null && Long.compareUnsigned(cache.size(), below) <= 0) {
            throw badSize(cache, "larger", below, level - 1);
        }
        if (above != null && Long.compareUnsigned(cache.size(), above) >= 0) {
            throw badSize(cache, "less", above, level + 1);
        }
        caches.put(new Pair(cache.nodeId(), level), cache.size());
    }

    private static CommandFailedException badSize(
            NumaOptionsHmatCache cache, String comparison, long otherSize, long otherLevel) {
        return CommandFailedException.generic("Invalid size=" + Long.toUnsignedString(cache.size())
                + ", the size of level=" + cache.level() + " should be " + comparison + " than the size("
                + Long.toUnsignedString(otherSize) + ") of level=" + otherLevel);
    }
}
