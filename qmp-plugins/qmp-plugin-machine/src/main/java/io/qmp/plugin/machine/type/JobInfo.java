package io.qmp.plugin.machine.type;

import io.qmp.api.Experimental;
import org.jspecify.annotations.Nullable;

/**
 * A background job.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public record JobInfo(
        String id,
        JobType type,
        JobStatus status,
        long currentProgress,
        long totalProgress,
        @Nullable String error) {}
