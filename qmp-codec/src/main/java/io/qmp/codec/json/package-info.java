/**
 * JSON texts to values and back, as QEMU does it.
 *
 * <p>Hidden. There are two ways from text to value: Jackson's for large texts that every JSON parser understands
 * alike, and our own for all others; {@link io.qmp.codec.json.ValueReader} chooses.
 */
@NullMarked
package io.qmp.codec.json;

import org.jspecify.annotations.NullMarked;
