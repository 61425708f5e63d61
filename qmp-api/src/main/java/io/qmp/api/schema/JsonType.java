package io.qmp.api.schema;

import io.qmp.api.Experimental;

/**
 * The kinds of JSON values, integers told apart.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum JsonType {
    /** A string. */
    STRING,
    /** A number. */
    NUMBER,
    /** A number that is an integer. */
    INT,
    /** A boolean. */
    BOOLEAN,
    /** The value {@code null}. */
    NULL,
    /** An object. */
    OBJECT,
    /** An array. */
    ARRAY,
    /** Anything. */
    VALUE
}
