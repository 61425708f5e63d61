package io.qmp.shell;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.schema.Schema;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.qemu.QemuVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** What the tests of lines share. */
final class Lines {
    static final WireCodec CODEC = WireCodec.installed();
    static final ShellSyntax SYNTAX = ShellSyntax.commands(CODEC);

    /** One value of each kind. */
    static final ValueSource LIVE =
            (kind, prefix) -> List.of("live-" + kind.name().toLowerCase(Locale.ROOT));

    private static final Map<QemuVersion, Schema> SCHEMAS = new EnumMap<>(QemuVersion.class);

    private Lines() {}

    static ShellLine parse(String text) {
        return ShellLine.parse(text, SYNTAX);
    }

    static Schema schema(QemuVersion version) {
        return SCHEMAS.computeIfAbsent(version, recorded -> recorded.schema(CODEC));
    }

    /** An introspection among the resources of the tests. */
    static Schema recorded(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(Lines.class.getResourceAsStream(name + ".json.gz"), name);
                InputStream text = new GZIPInputStream(file)) {
            return CODEC.newBinder(CompatPolicy.ACCEPT)
                    .readSchema(CODEC.parse(new String(text.readAllBytes(), StandardCharsets.UTF_8)));
        }
    }

    static SchemaCompleter completer(QemuVersion version) {
        return new SchemaCompleter(schema(version), LIVE);
    }

    static List<String> complete(QemuVersion version, String text) {
        return completer(version).complete(text, text.length(), SYNTAX).stream()
                .map(Completion::text)
                .toList();
    }
}
