package io.qmp.shell;

import io.qmp.api.schema.Schema;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.qemu.QemuVersion;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the tests of lines share. */
final class Lines {
    static final WireCodec CODEC = WireCodec.installed();
    static final ShellSyntax SYNTAX = ShellSyntax.commands(CODEC);

    private static final Map<QemuVersion, Schema> SCHEMAS = new EnumMap<>(QemuVersion.class);

    private Lines() {}

    static ShellLine parse(String text) {
        return ShellLine.parse(text, SYNTAX);
    }

    static Schema schema(QemuVersion version) {
        return SCHEMAS.computeIfAbsent(version, recorded -> recorded.schema(CODEC));
    }

    static SchemaCompleter completer(QemuVersion version) {
        return new SchemaCompleter(
                schema(version), (kind, prefix) -> List.of("live-" + kind.name().toLowerCase(Locale.ROOT)));
    }

    static List<String> complete(QemuVersion version, String text) {
        return completer(version).complete(text, text.length(), SYNTAX).stream()
                .map(Completion::text)
                .toList();
    }
}
