/**
 * The machine's commands, as types. Names and arguments are QEMU's.
 */
@NullMarked
package io.qmp.plugin.machine.command;

import org.jspecify.annotations.NullMarked;
