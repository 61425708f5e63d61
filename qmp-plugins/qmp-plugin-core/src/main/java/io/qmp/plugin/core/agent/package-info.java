/**
 * The commands that every guest agent has: a plugin for a server that is a {@code guestAgent()}.
 *
 * <p>Start with {@link io.qmp.plugin.core.agent.AgentPlugin}.
 */
@NullMarked
package io.qmp.plugin.core.agent;

import org.jspecify.annotations.NullMarked;
