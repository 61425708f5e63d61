/**
 * How the machine would be migrated, if it could be: it takes QEMU's settings, and refuses to go.
 */
@NullMarked
package io.qmp.plugin.machine.migration;

import org.jspecify.annotations.NullMarked;
