package io.qmp.vm.metrics;

import io.qmp.api.Experimental;
import java.util.List;

/**
 * What a {@link VmSampler} knew at one time.
 *
 * @param values as {@link VmSampler#values} returned them
 * @param nanos when that was, on any clock that goes forward
 * @since 0.1
 */
@Experimental(since = "0.1")
public record VmReading(List<VmValue> values, long nanos) {
    /** Keeps a copy of the values. */
    public VmReading {
        values = List.copyOf(values);
    }
}
