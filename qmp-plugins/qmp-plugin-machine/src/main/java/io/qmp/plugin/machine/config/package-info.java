/**
 * What a machine is made of, and the options of QEMU's command line that say so.
 */
@NullMarked
package io.qmp.plugin.machine.config;

import org.jspecify.annotations.NullMarked;
