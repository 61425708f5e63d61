package io.qmp.plugin.machine.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Lines of fields separated by tabs, without the empty fields at the end. */
final class Lines {
    private static final WireCodec CODEC = WireCodec.installed();

    private Lines() {}

    static String of(String... fields) {
        return String.join(
                        "\t",
                        List.of(fields).stream()
                                .map(field -> field.replace('\t', ' ').replace('\n', ' '))
                                .toList())
                .replaceAll("\t+$", "");
    }

    static String json(QmpValue value) {
        return CODEC.format(value, WireFormat.CLIENT).strip();
    }

    static List<String> read(Path file) throws IOException {
        try (InputStream text = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(text.readAllBytes(), UTF_8).lines().toList();
        }
    }

    static void write(Path file, List<String> lines) throws IOException {
        Files.createDirectories(file.getParent());
        try (OutputStream text = new GZIPOutputStream(Files.newOutputStream(file))) {
            text.write((String.join("\n", lines) + "\n").getBytes(UTF_8));
        }
    }
}
