package io.qmp.codec.json;

import org.jspecify.annotations.Nullable;

/** A type that makes its Java values of a text, without a {@link io.qmp.api.value.QmpValue} between. */
public interface TextType {
    /**
     * {@return the Java value of the next value of a text; {@code null} if that is to be read as a value first}
     *
     * @param text is left behind the value, or anywhere
     */
    @Nullable
    Object read(TextReader text);
}
