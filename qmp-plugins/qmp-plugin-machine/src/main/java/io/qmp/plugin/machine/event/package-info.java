/**
 * The machine's events, as types. Names and data are QEMU's.
 */
@NullMarked
package io.qmp.plugin.machine.event;

import org.jspecify.annotations.NullMarked;
