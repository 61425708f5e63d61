/**
 * The memory of the machine: how much there is, and the balloon that takes some of it away.
 */
@NullMarked
package io.qmp.plugin.machine.memory;

import org.jspecify.annotations.NullMarked;
