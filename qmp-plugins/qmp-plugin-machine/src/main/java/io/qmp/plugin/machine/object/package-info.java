/**
 * Objects that users create.
 */
@NullMarked
package io.qmp.plugin.machine.object;

import org.jspecify.annotations.NullMarked;
