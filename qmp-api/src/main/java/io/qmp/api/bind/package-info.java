/**
 * Binding: how described Java types become QMP values and back, checked as QEMU checks.
 *
 * <p>Implemented by the codec, used by client and server.
 *
 * <p>A value that is bound may have members and elements within one another 512 levels deep, half of what readers take
 * unless told otherwise; {@code any} counts as one level, however deep it is.
 *
 * <p>Start with {@link io.qmp.api.bind.Binder}.
 */
@NullMarked
package io.qmp.api.bind;

import org.jspecify.annotations.NullMarked;
