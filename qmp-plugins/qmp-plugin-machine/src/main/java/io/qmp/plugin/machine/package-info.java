/**
 * A machine that answers QMP: with run states, memory with a balloon, disks with counters, and a guest that is
 * simulated by method calls and commands.
 *
 * <p>Start with {@link io.qmp.plugin.machine.MachinePlugin}.
 */
@NullMarked
package io.qmp.plugin.machine;

import org.jspecify.annotations.NullMarked;
