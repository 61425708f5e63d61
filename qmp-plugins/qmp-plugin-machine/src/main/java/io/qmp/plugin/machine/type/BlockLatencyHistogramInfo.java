package io.qmp.plugin.machine.type;

import static io.qmp.api.type.IntegerType.UINT64;

import io.qmp.api.Experimental;
import io.qmp.api.type.IntType;
import java.util.List;

/**
 * How many accesses took how long.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public record BlockLatencyHistogramInfo(List<@IntType(UINT64) Long> boundaries, List<@IntType(UINT64) Long> bins) {}
