/**
 * Commands for the simulated guest, which QEMU does not have: they cause what in a test of QEMU only an operating
 * system in the machine can cause.
 *
 * <p>While the virtual CPUs do not run, these commands fail. Clients see their effects in events and queries, as
 * with any guest.
 *
 * <p>Start with {@link io.qmp.plugin.machine.guest.GuestReset}.
 */
@NullMarked
package io.qmp.plugin.machine.guest;

import org.jspecify.annotations.NullMarked;
