/**
 * The disks of the machine: what the guest does with them is counted, and fails if it is told to.
 */
@NullMarked
package io.qmp.plugin.machine.block;

import org.jspecify.annotations.NullMarked;
