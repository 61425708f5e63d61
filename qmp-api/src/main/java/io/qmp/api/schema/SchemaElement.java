package io.qmp.api.schema;

import io.qmp.api.Stable;

/**
 * The kinds of elements of an introspection.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public enum SchemaElement {
    /** A command. */
    COMMAND,
    /** An event. */
    EVENT,
    /** A member of arguments, of a result or of an event's data, on whatever level. */
    MEMBER,
    /** The members that a union has for one value of its tag. */
    CASE,
    /** A value of an enumeration. */
    VALUE,
    /** One of the kinds of JSON values that may be in some place. */
    ALTERNATIVE,
    /** The type of what is in some place. */
    TYPE
}
