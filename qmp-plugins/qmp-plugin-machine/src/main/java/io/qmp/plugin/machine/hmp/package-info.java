/**
 * The human monitor: lines in, text out.
 */
@NullMarked
package io.qmp.plugin.machine.hmp;

import org.jspecify.annotations.NullMarked;
