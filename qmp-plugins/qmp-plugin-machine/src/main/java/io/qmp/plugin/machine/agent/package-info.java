/**
 * The guest agent of the simulated guest. Start with {@link io.qmp.plugin.machine.agent.GuestAgentPlugin}, which a
 * server gets that is a {@code guestAgent()}; the other types are its commands and their results, with the members and
 * values of {@code qemu-ga}.
 */
@NullMarked
package io.qmp.plugin.machine.agent;

import org.jspecify.annotations.NullMarked;
