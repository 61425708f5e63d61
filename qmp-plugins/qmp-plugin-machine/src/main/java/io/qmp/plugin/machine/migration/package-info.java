/**
 * Migration: the machine goes to another one, or to a file, and comes from there; with the settings for it.
 *
 * <p>Start with {@link io.qmp.plugin.machine.migration.Migrations}.
 */
@NullMarked
package io.qmp.plugin.machine.migration;

import org.jspecify.annotations.NullMarked;
