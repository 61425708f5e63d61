package io.qmp.schema.generator.source;

import org.jspecify.annotations.Nullable;

/**
 * Settings of all generated sources.
 *
 * @param program the display name of the program, such as {@code QEMU}
 * @param basePackage the package above those of commands, events and types
 * @param since the version of the API that has the generated types; {@code null} for sources that are not published
 * @param reference the address of the program's reference manual; {@code null} for none
 */
public record SourceSettings(
        String program,
        String basePackage,
        @Nullable String since,
        @Nullable String reference) {
    String commands() {
        return basePackage + ".command";
    }

    String events() {
        return basePackage + ".event";
    }

    String types() {
        return basePackage + ".type";
    }
}
