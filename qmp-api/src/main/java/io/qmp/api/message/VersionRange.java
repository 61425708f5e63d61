package io.qmp.api.message;

import io.qmp.api.Experimental;
import io.qmp.api.type.Versions;
import java.lang.reflect.AnnotatedElement;

/**
 * The versions of a program that have an element.
 *
 * @param since the first one; empty for the oldest
 * @param until the last one; empty for the newest
 * @since 0.1
 */
@Experimental(since = "0.1")
public record VersionRange(String since, String until) {
    /** All versions. */
    public static final VersionRange ALL = new VersionRange("", "");

    /** {@return the versions that have a declaration, by its annotation {@link Versions}} */
    public static VersionRange of(AnnotatedElement declaration) {
        Versions versions = declaration.getAnnotation(Versions.class);
        return versions == null ? ALL : new VersionRange(versions.since(), versions.until());
    }

    /** {@return the versions that have a value of an enumeration, by its annotation {@link Versions}} */
    public static VersionRange of(Enum<?> value) {
        try {
            return of(value.getDeclaringClass().getField(value.name()));
        } catch (NoSuchFieldException e) {
            throw new AssertionError("a value of an enumeration is a field", e);
        }
    }

    /** {@return whether all versions are among them} */
    public boolean isAll() {
        return since.isEmpty() && until.isEmpty();
    }

    /** {@return whether the newest version is not among them} */
    public boolean isFormer() {
        return !until.isEmpty();
    }

    /**
     * {@return whether a version is among them}
     *
     * @throws NumberFormatException if a bound of the range is no version such as {@code 10.0}
     */
    public boolean has(VersionTriple version) {
        return (since.isEmpty() || compare(version, since) >= 0) && (until.isEmpty() || compare(version, until) <= 0);
    }

    private static int compare(VersionTriple version, String bound) {
        String[] numbers = bound.split("\\.");
        int major = Long.compare(version.major(), Long.parseLong(numbers[0]));
        long minor = numbers.length > 1 ? Long.parseLong(numbers[1]) : 0;
        return major != 0 ? major : Long.compare(version.minor(), minor);
    }
}
