/**
 * Queries about what never changes, or what this machine does not have.
 */
@NullMarked
package io.qmp.plugin.machine.query;

import org.jspecify.annotations.NullMarked;
