/**
 * Derives types from Java classes by reflection.
 */
@NullMarked
package io.qmp.codec.bind.derive;

import org.jspecify.annotations.NullMarked;
