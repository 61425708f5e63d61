package io.qmp.plugin.machine.block;

import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** A set of integers, kept as ranges: its memory grows with the number of ranges, not with their lengths. */
final class Extents {
    /** The end of each range, which it does not include, by its beginning. Ranges neither overlap nor touch. */
    private final NavigableMap<Long, Long> ends = new TreeMap<>();

    /** Adds all numbers from one up to another, which is not included. */
    void add(long from, long to) {
        if (from >= to) {
            return;
        }
        long begin = from;
        long end = to;
        Map.Entry<Long, Long> touched = ends.floorEntry(to);
        while (touched != null && touched.getValue() >= begin) {
            begin = Math.min(begin, touched.getKey());
            end = Math.max(end, touched.getValue());
            ends.remove(touched.getKey());
            touched = ends.floorEntry(to);
        }
        ends.put(begin, end);
    }

    /** {@return the first range: its beginning, and its end, which it does not include; there must be one} */
    Map.Entry<Long, Long> first() {
        return ends.firstEntry();
    }

    /** Removes the smallest numbers, which must be in one range. */
    void removeFirst(long count) {
        Map.Entry<Long, Long> range = ends.pollFirstEntry();
        if (range.getKey() + count < range.getValue()) {
            ends.put(range.getKey() + count, range.getValue());
        }
    }

    boolean contains(long number) {
        Map.Entry<Long, Long> range = ends.floorEntry(number);
        return range != null && number < range.getValue();
    }

    /** {@return how many numbers there are} */
    long size() {
        return ends.entrySet().stream()
                .mapToLong(range -> range.getValue() - range.getKey())
                .sum();
    }

    /** {@return the ranges: the end of each, which it does not include, by its beginning} */
    Map<Long, Long> ranges() {
        return ends;
    }

    Extents copy() {
        Extents copy = new Extents();
        copy.ends.putAll(ends);
        return copy;
    }
}
