/**
 * The ways into the machine besides QMP: the human monitor, and the protocol for tests by which a client acts as the guest.
 */
@NullMarked
package io.qmp.plugin.machine.door;

import org.jspecify.annotations.NullMarked;
