/**
 * Numbers that QEMU knows of a virtual machine: sampled on a schedule, kept with their age.
 *
 * <p>Reading values never asks QEMU, so that it takes no longer when a virtual machine is stuck.
 */
@NullMarked
package io.qmp.vm.metrics;

import org.jspecify.annotations.NullMarked;
