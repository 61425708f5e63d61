/**
 * The character devices of the machine: its monitors, and what was added.
 */
@NullMarked
package io.qmp.plugin.machine.chardev;

import org.jspecify.annotations.NullMarked;
