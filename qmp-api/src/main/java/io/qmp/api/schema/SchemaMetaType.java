package io.qmp.api.schema;

import io.qmp.api.Experimental;

/**
 * The kinds of entities.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum SchemaMetaType {
    /** A type that every server has. */
    BUILTIN,
    /** An enumeration. */
    ENUM,
    /** An array. */
    ARRAY,
    /** An object or union. */
    OBJECT,
    /** One of several types. */
    ALTERNATE,
    /** A command. */
    COMMAND,
    /** An event. */
    EVENT
}
