package io.qmp.api.schema;

import io.qmp.api.Experimental;

/**
 * The kinds of JSON values; integers are a kind of their own.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum JsonType {
    /** A string. */
    STRING("str"),
    /** A number. */
    NUMBER("number"),
    /** A number that is an integer. */
    INT("int"),
    /** A boolean. */
    BOOLEAN("bool"),
    /** The value {@code null}. */
    NULL("null"),
    /** An object. */
    OBJECT("object"),
    /** An array. */
    ARRAY("array"),
    /** Anything. */
    VALUE("any");

    private final String word;

    JsonType(String word) {
        this.word = word;
    }

    /**
     * {@return the kind with this name in paths}
     *
     * @param word the name
     * @throws IllegalArgumentException if there is none
     */
    public static JsonType ofWord(String word) {
        for (JsonType type : values()) {
            if (type.word.equals(word)) {
                return type;
            }
        }
        throw new IllegalArgumentException("there is no kind of JSON values '" + word + "'");
    }

    /** {@return the name of the kind in {@linkplain SchemaPath paths}; for scalars the name of the builtin type} */
    public String word() {
        return word;
    }
}
