/**
 * The interfaces of the machine besides QMP: the human monitor, and qtest, by which a client acts as the guest.
 */
@NullMarked
package io.qmp.plugin.machine.door;

import org.jspecify.annotations.NullMarked;
