/**
 * The syntax of QEMU's options: {@code key=value,…}, switches and identifiers. What the keys mean is up to the caller.
 *
 * <p>Start with {@link io.qmp.options.OptionPart}.
 */
@NullMarked
package io.qmp.options;

import org.jspecify.annotations.NullMarked;
