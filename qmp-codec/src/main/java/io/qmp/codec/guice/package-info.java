/** Guice wiring of the codec, for programs that use Guice. */
@NullMarked
package io.qmp.codec.guice;

import org.jspecify.annotations.NullMarked;
