package io.qmp.api.bind;

import io.qmp.api.Experimental;

/**
 * The names of types in an introspection.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum TypeNames {
    /** By numbers, counted up where a type is first referred to, as QEMU does. Clients must not rely on them. */
    MASKED,
    /** By the Java types' simple names; for people. */
    JAVA
}
