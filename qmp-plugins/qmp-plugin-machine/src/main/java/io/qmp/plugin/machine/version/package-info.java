/**
 * Differences between versions of QEMU in what a machine does, beside what its types tell. Hidden.
 */
@NullMarked
package io.qmp.plugin.machine.version;

import org.jspecify.annotations.NullMarked;
