/**
 * The configuration of a machine, and the options of QEMU's command line that it is read from.
 */
@NullMarked
package io.qmp.plugin.machine.config;

import org.jspecify.annotations.NullMarked;
