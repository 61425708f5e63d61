package io.qmp.schema.generator.source;

import org.jspecify.annotations.Nullable;

/**
 * What generated sources are like, whatever the program.
 *
 * @param program how people call the program, such as {@code QEMU}
 * @param basePackage the package above those of commands, events and types
 * @param since the version of the API that has the generated types; {@code null} for sources that are not published
 */
public record Settings(
        String program, String basePackage, @Nullable String since) {
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
