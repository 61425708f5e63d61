package io.qmp.api.message;

import io.qmp.api.Stable;
import java.util.Comparator;

/**
 * A version of QEMU.
 *
 * @param major the first number
 * @param minor the second
 * @param micro the third
 * @since 0.1
 */
@Stable(since = "0.1")
public record VersionTriple(long major, long minor, long micro) implements Comparable<VersionTriple> {
    private static final Comparator<VersionTriple> ORDER = Comparator.comparingLong(VersionTriple::major)
            .thenComparingLong(VersionTriple::minor)
            .thenComparingLong(VersionTriple::micro);

    @Override
    public int compareTo(VersionTriple other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + micro;
    }
}
