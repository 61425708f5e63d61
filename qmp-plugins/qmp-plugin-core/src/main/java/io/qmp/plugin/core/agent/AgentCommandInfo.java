package io.qmp.plugin.core.agent;

import io.qmp.api.Experimental;

/**
 * One of the commands in {@link AgentInfo}.
 *
 * @param name its name
 * @param enabled whether it is executed
 * @param successResponse whether it has a reply when it succeeds
 * @since 0.1
 */
@Experimental(since = "0.1")
public record AgentCommandInfo(String name, boolean enabled, boolean successResponse) {}
