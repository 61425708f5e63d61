/**
 * The settings of migration, which are kept and checked as in QEMU. Migrations themselves fail.
 */
@NullMarked
package io.qmp.plugin.machine.migration;

import org.jspecify.annotations.NullMarked;
