package io.qmp.vm.metrics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Knows when each counter of one sampler began, from the values that were read before. */
final class Counters {
    private Map<Key, VmValue> known = new HashMap<>();
    private boolean first = true;

    private record Key(VmFamily family, Map<String, String> labels) {}

    /** {@return whether one of these values is lower than it was, or began after it was read last} */
    boolean wentBack(List<VmValue> values) {
        return values.stream().anyMatch(value -> {
            VmValue before = known.get(key(value));
            return before != null && value.value() < before.value();
        });
    }

    /** All counters begin anew: another process answers. */
    void restart() {
        known = new HashMap<>();
        first = true;
    }

    /**
     * {@return the values, counters with the time at which they began}
     *
     * @param origin when the counters that are there from the start began
     * @param now for counters that came or began anew since the last call
     */
    List<VmValue> dated(List<VmValue> values, Instant origin, Instant now) {
        Map<Key, VmValue> next = new HashMap<>();
        List<VmValue> dated = new ArrayList<>(values.size());
        for (VmValue value : values) {
            if (value.family().kind() == VmFamily.Kind.COUNTER) {
                VmValue counter = value.createdAt(began(value, first ? origin : now));
                next.put(key(value), counter);
                dated.add(counter);
            } else {
                dated.add(value);
            }
        }
        known = next;
        first = false;
        return dated;
    }

    /** When a counter began: with the value before, or then if it has begun anew. */
    private Instant began(VmValue value, Instant anew) {
        VmValue before = known.get(key(value));
        return before == null || value.value() < before.value()
                ? anew
                : before.created().orElse(anew);
    }

    private static Key key(VmValue value) {
        return new Key(value.family(), value.labels());
    }
}
