/**
 * Makes introspections of types.
 */
@NullMarked
package io.qmp.codec.bind.introspect;

import org.jspecify.annotations.NullMarked;
