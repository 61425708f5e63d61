package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;

/**
 * A thread for input and output.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public record IoThreadInfo(
        String id, long threadId, long pollMaxNs, long pollGrow, long pollShrink, long aioMaxBatch) {}
