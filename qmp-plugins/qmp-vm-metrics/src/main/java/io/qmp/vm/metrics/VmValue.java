package io.qmp.vm.metrics;

import io.qmp.api.Experimental;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One measured value.
 *
 * @param family what was measured
 * @param labels tell it from others of its family; all of a family have the same names, in the same order
 * @param value the value
 * @param created when a counter began at zero, as far as that is known; changes whenever the counter has begun anew.
 *     Empty for gauges
 * @since 0.1
 */
@Experimental(since = "0.1")
public record VmValue(VmFamily family, Map<String, String> labels, double value, Optional<Instant> created) {
    /** Keeps a copy of the labels. */
    public VmValue {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    static VmValue of(VmFamily family, double value) {
        return new VmValue(family, Map.of(), value, Optional.empty());
    }

    static VmValue of(VmFamily family, String label, String text, double value) {
        return new VmValue(family, Map.of(label, text), value, Optional.empty());
    }

    static VmValue of(VmFamily family, Map<String, String> labels, double value) {
        return new VmValue(family, labels, value, Optional.empty());
    }

    VmValue createdAt(Instant time) {
        return new VmValue(family, labels, value, Optional.of(time));
    }
}
