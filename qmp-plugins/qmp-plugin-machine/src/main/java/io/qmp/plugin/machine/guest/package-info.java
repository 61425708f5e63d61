/**
 * The guest's side, as commands that QEMU does not have: what a test would otherwise need an operating system in the machine for.
 *
 * <p>A guest whose virtual CPUs do not run does nothing, and these commands fail. What comes of them is told by events and queries, as it
 * is of any guest.
 */
@NullMarked
package io.qmp.plugin.machine.guest;

import org.jspecify.annotations.NullMarked;
