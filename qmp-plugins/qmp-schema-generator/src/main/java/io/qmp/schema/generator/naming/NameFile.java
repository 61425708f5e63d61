package io.qmp.schema.generator.naming;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Java names by paths, as in the table and the lock file: a path, a space and a name on each line; empty lines and
 * lines that begin with {@code #} are comments.
 *
 * <p>Types have a {@linkplain io.qmp.api.schema.SchemaPath path}, commands and events their names, the cases of a
 * union its path, {@code #} and a value of the tag.
 *
 * @param names the names
 */
public record NameFile(Map<String, String> names) {
    /** A file without names. */
    public static final NameFile EMPTY = new NameFile(Map.of());

    /** Sorts the names by their paths. */
    public NameFile {
        names = Collections.unmodifiableMap(new TreeMap<>(names));
    }

    /**
     * {@return the names in a file}
     *
     * @param file the file
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if a line has not one path and one name
     */
    public static NameFile read(Path file) throws IOException {
        Map<String, String> names = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.trim().split("\\s+");
                if (parts.length != 2 || names.put(parts[0], parts[1]) != null) {
                    throw new IllegalArgumentException(file + ": not one path and its one name: " + line);
                }
            }
        }
        return new NameFile(names);
    }

    /**
     * Writes all names to a file.
     *
     * @param file the file
     * @param heading comment lines that it begins with
     * @throws IOException if it cannot be written
     */
    public void write(Path file, String heading) throws IOException {
        StringBuilder text = new StringBuilder();
        heading.lines().forEach(line -> text.append("# ").append(line).append('\n'));
        names.forEach((path, name) -> text.append(path).append(' ').append(name).append('\n'));
        Files.writeString(file, text);
    }

    /** {@return the name for a path} */
    Optional<String> name(String path) {
        return Optional.ofNullable(names.get(path));
    }
}
