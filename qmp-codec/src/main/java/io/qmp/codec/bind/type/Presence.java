package io.qmp.codec.bind.type;

/** The presence of a member in what peers send, depending on their version. */
public enum Presence {
    /** In all versions. */
    MANDATORY(false),
    /** Optional in the schema. */
    OPTIONAL(true),
    /** Mandatory in current schemas, absent from older peers. */
    NEWER(true),
    /** Removed from current schemas; older peers may send it. */
    FORMER(true),
    /** Not in the version that is spoken: neither read nor written. */
    ABSENT(true),
    /** The same, of a component that cannot be {@code null}. */
    ABSENT_VALUE(false);

    private final boolean nullable;

    Presence(boolean nullable) {
        this.nullable = nullable;
    }

    /** Whether the version that is spoken does not have the member. */
    public boolean isAbsent() {
        return this == ABSENT || this == ABSENT_VALUE;
    }

    /** Whether the record component may be {@code null}. */
    public boolean isNullable() {
        return nullable;
    }
}
