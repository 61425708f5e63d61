package io.qmp.schema.generator;

import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A directory of recorded introspections, one file for each version: {@code NAME-X.Y.Z.json.gz} has version X.Y.
 *
 * @param directory the directory; {@code null} for no recordings
 */
record Recordings(@Nullable Path directory) {
    private static final Pattern NAME = Pattern.compile(".*-((\\d+\\.\\d+)[\\d.]*)\\.json(\\.gz)?");
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

    /** {@return the whole version that the name of a file has, such as {@code 10.0.13}} */
    static Optional<String> version(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
    }

    /**
     * {@return the files by their versions, such as {@code 10.0}}
     *
     * @throws IllegalArgumentException if two files have the same version
     */
    Map<String, Path> files() throws IOException {
        if (directory == null) {
            return Map.of();
        }
        Map<String, Path> files = new TreeMap<>();
        for (Path file : list(directory)) {
            Matcher name = NAME.matcher(file.getFileName().toString());
            if (name.matches()) {
                Path other = files.put(name.group(2), file);
                if (other != null) {
                    throw new IllegalArgumentException(
                            "version " + name.group(2) + " is recorded twice: " + other + " and " + file);
                }
            }
        }
        return files;
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.sorted().toList();
        }
    }

    /**
     * Records one more version; a recording of the same version is replaced. The directory is made if there is none.
     *
     * @param program the display name of the program
     * @param source a file, or the address of a running server
     * @return the new file
     */
    Path add(String program, String source) throws IOException {
        Recording recording = new SchemaSource(ANSWER_LIMIT).record(source);
        String version = recording
                .version()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the name of " + source + " does not say which version it is of, as NAME-X.Y.Z.json.gz does"));
        Path file = Files.createDirectories(Objects.requireNonNull(directory))
                .resolve(program.toLowerCase(Locale.ROOT) + "-" + version + ".json.gz");
        Matcher name = NAME.matcher(file.getFileName().toString());
        Path replaced = name.matches() ? files().get(name.group(2)) : null;
        try (OutputStream compressed = new GZIPOutputStream(Files.newOutputStream(file))) {
            String text = WireCodec.installed().format(recording.answer(), WireFormat.CLIENT);
            compressed.write(text.getBytes(StandardCharsets.UTF_8));
        }
        if (replaced != null && !replaced.equals(file)) {
            Files.delete(replaced);
        }
        return file;
    }
}
