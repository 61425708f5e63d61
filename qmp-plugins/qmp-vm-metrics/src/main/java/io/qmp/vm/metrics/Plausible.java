package io.qmp.vm.metrics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Leaves out what no QEMU answers, as Prometheus keeps what it has read for long: numbers that are none, counters below
 * zero, a second value with the same labels, and what is too much.
 */
final class Plausible {
    /** Values of one answer. A hundred disks have 800. */
    static final int MOST_VALUES = 4096;

    /** To which the text of a label is cut. */
    static final int LONGEST_LABEL = 256;

    private Plausible() {}

    private record Key(VmFamily family, Map<String, String> labels) {}

    static List<VmValue> of(List<VmValue> values) {
        List<VmValue> plausible = new ArrayList<>(values.size());
        Set<Key> seen = new HashSet<>();
        for (VmValue value : values) {
            VmValue shown = value.labels().values().stream().anyMatch(text -> text.length() > LONGEST_LABEL)
                    ? VmValue.of(value.family(), cut(value.labels()), value.value())
                    : value;
            if (isNumber(shown)
                    && seen.add(new Key(shown.family(), shown.labels()))
                    && plausible.size() < MOST_VALUES) {
                plausible.add(shown);
            }
        }
        return plausible;
    }

    private static boolean isNumber(VmValue value) {
        return Double.isFinite(value.value()) && (value.family().kind() == VmFamily.Kind.GAUGE || value.value() >= 0);
    }

    private static Map<String, String> cut(Map<String, String> labels) {
        Map<String, String> cut = new LinkedHashMap<>();
        labels.forEach((name, text) -> cut.put(name, cut(text)));
        return cut;
    }

    /** {@return the text, or its beginning} */
    static String cut(String text) {
        return text.length() <= LONGEST_LABEL ? text : text.substring(0, LONGEST_LABEL);
    }
}
