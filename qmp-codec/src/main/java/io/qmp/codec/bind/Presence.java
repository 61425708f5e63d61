package io.qmp.codec.bind;

/** Whether a member is there. */
enum Presence {
    /** Always. */
    MANDATORY(false),
    /** Maybe. */
    OPTIONAL(true),
    /** Always, but for older peers, which do not have it. */
    NEWER(true),
    /** Never, but for older peers, which may have it. */
    FORMER(true);

    private final boolean nullable;

    Presence(boolean nullable) {
        this.nullable = nullable;
    }

    /** Whether the component may be {@code null}. */
    boolean isNullable() {
        return nullable;
    }
}
