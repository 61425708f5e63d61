/**
 * JSON values as QMP knows them: an immutable tree that keeps integers exact.
 *
 * <p>These types know nothing of JSON text. They are what is left when nobody has described a Java type for
 * a value, and what every codec reads and writes.
 *
 * <p>Start with {@link io.qmp.api.value.QmpObject}.
 */
@NullMarked
package io.qmp.api.value;

import org.jspecify.annotations.NullMarked;
