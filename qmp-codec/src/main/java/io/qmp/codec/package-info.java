/**
 * The codec: {@link io.qmp.codec.JsonWireCodec} makes the readers, writers and binders that client and server ask for.
 *
 * <p>A {@code ServiceLoader} finds it; programs name it only to hand it over explicitly.
 *
 * <p>Start with {@link io.qmp.codec.JsonWireCodec}.
 */
@NullMarked
package io.qmp.codec;

import org.jspecify.annotations.NullMarked;
