/**
 * QEMU's commands and events: which there are, how a QEMU describes them, and a plugin that makes a server know them all.
 */
@NullMarked
package io.qmp.plugin.qemu;

import org.jspecify.annotations.NullMarked;
