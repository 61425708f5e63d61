/**
 * What a machine does differently from version to version of QEMU, beside what its types tell. Hidden.
 */
@NullMarked
package io.qmp.plugin.machine.version;

import org.jspecify.annotations.NullMarked;
