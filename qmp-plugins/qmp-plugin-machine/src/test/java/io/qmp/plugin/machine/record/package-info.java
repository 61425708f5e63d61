/**
 * Records the tables of the machine from a QEMU, see {@link io.qmp.plugin.machine.record.RecordingTest}.
 */
@NullMarked
package io.qmp.plugin.machine.record;

import org.jspecify.annotations.NullMarked;
