/**
 * The memory of the machine: its size, and the balloon that reduces it.
 */
@NullMarked
package io.qmp.plugin.machine.memory;

import org.jspecify.annotations.NullMarked;
