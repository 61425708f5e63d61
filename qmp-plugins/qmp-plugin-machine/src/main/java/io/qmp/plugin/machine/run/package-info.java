/**
 * The run state of the machine: its states and their transitions, and the phase before it is built.
 */
@NullMarked
package io.qmp.plugin.machine.run;

import org.jspecify.annotations.NullMarked;
