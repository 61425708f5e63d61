package io.qmp.plugin.machine.agent;

import io.qmp.api.Experimental;

/**
 * The answer to {@link GetHostName}.
 *
 * @param hostName the name
 * @since 0.1
 */
@Experimental(since = "0.1")
public record HostName(String hostName) {}
