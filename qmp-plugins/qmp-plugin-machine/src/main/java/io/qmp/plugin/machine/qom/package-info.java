/**
 * The objects of the machine: their types, their tree, and the commands that look at it. What there is was recorded of a QEMU, see
 * docs/machine.md.
 */
@NullMarked
package io.qmp.plugin.machine.qom;

import org.jspecify.annotations.NullMarked;
