package io.qmp.schema.generator.model;

import org.jspecify.annotations.Nullable;

/**
 * Which of the versions that have an owner have its part as well, as far as the recorded introspections show.
 *
 * @param since when the part was added; {@code null} if the oldest version of the owner has it
 * @param until when the part was removed; {@code null} if the newest version of the owner has it
 */
public record Availability(@Nullable Step since, @Nullable Step until) {
    /** In all versions. */
    public static final Availability ALWAYS = new Availability(null, null);

    /**
     * Two versions, one after the other, of which one has the part. It was added, or removed, between them.
     *
     * @param with the version that has the part
     * @param without the version that does not
     */
    public record Step(String with, String without) {}

    /** {@return whether the newest version lacks it} */
    public boolean former() {
        return until != null;
    }

    /** {@return whether the newest version has it and an older one lacks it} */
    public boolean newer() {
        return until == null && since != null;
    }
}
