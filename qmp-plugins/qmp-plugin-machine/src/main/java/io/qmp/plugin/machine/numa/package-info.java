/**
 * The NUMA nodes of the machine: which memory and which CPUs are near to each other.
 */
@NullMarked
package io.qmp.plugin.machine.numa;

import org.jspecify.annotations.NullMarked;
