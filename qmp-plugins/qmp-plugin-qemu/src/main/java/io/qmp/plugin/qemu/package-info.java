/**
 * Lists of QEMU's commands and events, its recorded introspection, and a plugin for servers that know all of its
 * commands.
 *
 * <p>Start with {@link io.qmp.plugin.qemu.QemuCommands}.
 */
@NullMarked
package io.qmp.plugin.qemu;

import org.jspecify.annotations.NullMarked;
