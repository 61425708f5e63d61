package io.qmp.plugin.machine.type;

import static io.qmp.api.type.IntegerType.SIZE;

import io.qmp.api.Experimental;
import io.qmp.api.type.IntType;
import org.jspecify.annotations.Nullable;

/**
 * The memory of a machine.
 *
 * @param baseMemory bytes that the machine started with
 * @param pluggedMemory bytes that were plugged in since
 * @since 0.1
 */
@Experimental(since = "0.1")
public record MemoryInfo(
        @IntType(SIZE) long baseMemory,
        @Nullable @IntType(SIZE) Long pluggedMemory) {}
