/**
 * Numbers that QEMU knows of a virtual machine: sampled on a schedule, kept with their age.
 *
 * <p>Reading values never asks QEMU, so that it takes no longer when a virtual machine is stuck.
 *
 * <p>Start with {@link io.qmp.vm.metrics.VmSampler}.
 */
@NullMarked
package io.qmp.vm.metrics;

import org.jspecify.annotations.NullMarked;
