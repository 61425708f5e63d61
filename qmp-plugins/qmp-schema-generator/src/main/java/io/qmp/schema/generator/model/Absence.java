package io.qmp.schema.generator.model;

import java.util.List;

/**
 * Which versions lack a thing although they have what it belongs to.
 *
 * @param versions their labels, oldest first
 * @param former whether the newest version that has the owner is one of them
 */
public record Absence(List<String> versions, boolean former) {
    /** All versions have it. */
    public static final Absence NONE = new Absence(List.of(), false);

    /** {@return whether some versions lack it, but not the newest} */
    public boolean newer() {
        return !former && !versions.isEmpty();
    }
}
