/**
 * JSON texts to values and back, as QEMU does it.
 *
 * <p>Hidden. There are two ways from text to value: Jackson's for what every JSON parser understands alike, and our
 * own, which is exact for everything; {@link io.qmp.codec.json.ValueReader} chooses.
 */
@NullMarked
package io.qmp.codec.json;

import org.jspecify.annotations.NullMarked;
