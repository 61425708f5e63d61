/**
 * Guice wiring of the codec, for programs that use Guice.
 *
 * <p>Start with {@link io.qmp.codec.guice.CodecModule}.
 */
@NullMarked
package io.qmp.codec.guice;

import org.jspecify.annotations.NullMarked;
