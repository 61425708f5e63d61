package io.qmp.plugin.machine.object;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qmp.plugin.qemu.QemuVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * The recordings of a version of QEMU: files of lines, whose fields are separated by tabs. They are read when they are
 * asked for.
 *
 * @param version the version
 */
public record Recorded(QemuVersion version) {
    /** {@return the lines of a file} */
    public List<String> lines(String file) {
        String path = "/io/qmp/plugin/machine/recorded/" + version.label() + "/" + file + ".gz";
        try (InputStream text =
                new GZIPInputStream(Objects.requireNonNull(Recorded.class.getResourceAsStream(path), path))) {
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
