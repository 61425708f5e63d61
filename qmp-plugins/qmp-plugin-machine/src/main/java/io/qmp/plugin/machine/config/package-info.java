/**
 * The configuration of a machine, and the options of QEMU's command line that it is read from.
 *
 * <p>Start with {@link io.qmp.plugin.machine.config.MachineConfig}.
 */
@NullMarked
package io.qmp.plugin.machine.config;

import org.jspecify.annotations.NullMarked;
