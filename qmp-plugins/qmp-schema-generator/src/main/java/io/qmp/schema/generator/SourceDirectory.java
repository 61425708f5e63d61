package io.qmp.schema.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A directory of generated sources. Unchanged files are not written, so that builds need not compile them again. */
final class SourceDirectory {
    private SourceDirectory() {}

    /** {@return how many files were written} */
    static int write(Path directory, Map<String, String> sources) throws IOException {
        Files.createDirectories(directory);
        for (Path old : files(directory)) {
            if (!sources.containsKey(directory.relativize(old).toString().replace('\\', '/'))) {
                Files.delete(old);
            }
        }
        int written = 0;
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file = directory.resolve(source.getKey());
            if (!Files.exists(file) || !Files.readString(file).equals(source.getValue())) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, source.getValue());
                written++;
            }
        }
        return written;
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
