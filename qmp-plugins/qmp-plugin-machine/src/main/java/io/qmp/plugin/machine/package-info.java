/**
 * A machine to talk to over QMP: it has run states, memory with a balloon, disks with counters, and a guest that does what it is told.
 */
@NullMarked
package io.qmp.plugin.machine;

import org.jspecify.annotations.NullMarked;
