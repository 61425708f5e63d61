package io.qmp.plugin.machine.object;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** Reads records of a QEMU: lines of fields separated by tabs. */
final class Recorded {
    private Recorded() {}

    static List<String> lines(String file) {
        String path = "/io/qmp/plugin/machine/object/" + file;
        try (InputStream text = Objects.requireNonNull(Recorded.class.getResourceAsStream(path), path)) {
            return new String(text.readAllBytes(), UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return one of the fields of a line; empty if the line ends before it} */
    static String field(String[] fields, int number) {
        return number < fields.length ? fields[number] : "";
    }
}
