package io.qmp.plugin.machine.agent;

import io.qmp.api.Experimental;

/**
 * The answer to {@link GetTimezone}.
 *
 * @param zone its name
 * @param offset seconds east of UTC
 * @since 0.1
 */
@Experimental(since = "0.1")
public record Timezone(String zone, long offset) {}
