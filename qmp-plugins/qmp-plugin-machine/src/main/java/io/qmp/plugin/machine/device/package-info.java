/**
 * The devices of the machine: which there are, where they are plugged in, and how they come and go.
 */
@NullMarked
package io.qmp.plugin.machine.device;

import org.jspecify.annotations.NullMarked;
