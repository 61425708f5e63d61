package io.qmp.api.type;

import io.qmp.api.Stable;

/**
 * The names of the features that this framework acts upon. The set of features is open: any other name may occur.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public final class Feature {
    /** Will be removed in a later version; declared by {@link Deprecated}. */
    public static final String DEPRECATED = "deprecated";
    /** May change or be removed without notice; declared by {@link Unstable}. */
    public static final String UNSTABLE = "unstable";

    private Feature() {}
}
