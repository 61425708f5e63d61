/**
 * The run state of the machine: its states, what leads from one to another, and the time before it is built.
 */
@NullMarked
package io.qmp.plugin.machine.run;

import org.jspecify.annotations.NullMarked;
