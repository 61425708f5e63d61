/**
 * The commands that every guest agent has. Start with {@link io.qmp.plugin.core.agent.AgentPlugin}, which a server gets
 * that is a {@code guestAgent()}.
 */
@NullMarked
package io.qmp.plugin.core.agent;

import org.jspecify.annotations.NullMarked;
