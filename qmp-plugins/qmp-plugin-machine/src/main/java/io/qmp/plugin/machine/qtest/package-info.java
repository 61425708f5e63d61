/**
 * A door for programs that act as the guest by QEMU's own means, the qtest protocol: they read and write ports and memory, and what that does to
 * the chipset of a q35 machine has the consequences it has there.
 */
@NullMarked
package io.qmp.plugin.machine.qtest;

import org.jspecify.annotations.NullMarked;
