package io.qmp.api.message;

import io.qmp.api.Stable;

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
    @Override
    public int compareTo(VersionTriple other) {
        int order = Long.compare(major, other.major);
        if (order == 0) {
            order = Long.compare(minor, other.minor);
        }
        return order != 0 ? order : Long.compare(micro, other.micro);
    }

    @Override
    public String toString() {
        return major + "." + minor + "." + micro;
    }
}
