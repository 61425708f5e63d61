package io.qmp.schema.generator.model;

import org.jspecify.annotations.Nullable;

/**
 * Which of the versions that have an owner have its part as well, as far as the recorded introspections show.
 *
 * @param addedAfter the newest version that lacks the part although an older or newer one has it; {@code null} if the
 *     part is in all versions up to the one that removed it
 * @param removedAfter the newest version that has the part; {@code null} if the newest version of the owner has it
 */
public record Availability(
        @Nullable String addedAfter, @Nullable String removedAfter) {
    /** In all versions. */
    public static final Availability ALWAYS = new Availability(null, null);

    /** {@return whether the newest version lacks it} */
    public boolean former() {
        return removedAfter != null;
    }

    /** {@return whether the newest version has it and an older one lacks it} */
    public boolean newer() {
        return removedAfter == null && addedAfter != null;
    }
}
