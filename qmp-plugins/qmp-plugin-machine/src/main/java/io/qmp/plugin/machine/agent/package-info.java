/**
 * The guest agent of the simulated guest: a plugin for a server that is a {@code guestAgent()}, and its commands and
 * their results, with the members and values of {@code qemu-ga}.
 *
 * <p>Start with {@link io.qmp.plugin.machine.agent.GuestAgentPlugin}.
 */
@NullMarked
package io.qmp.plugin.machine.agent;

import org.jspecify.annotations.NullMarked;
