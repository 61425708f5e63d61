package io.qmp.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of the project's checkout, for tests that read sources and documents of all modules. */
public final class SourceTree {
    /** The top of the checkout. */
    public static final Path ROOT = Path.of("../..");

    private static final Pattern GENERATED = Pattern.compile(".*/(target|\\.git|\\.mvn)/.*");
    private static final Pattern TEST = Pattern.compile(".*/(src/(test|it)|qmp-contracts/src/main)/.*\\.java");

    private SourceTree() {}

    /** {@return the files below the top that match, without files that the build makes} */
    public static List<Path> files(Pattern wanted) {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> wanted.matcher(file.toString()).matches())
                    .filter(file -> !GENERATED.matcher(file.toString()).matches())
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return the Java sources of tests, of consumers of the library, and of the contracts} */
    public static List<Path> tests() {
        return files(TEST);
    }

    /** {@return the text of each test class by its name; the texts of all of them where several have one name} */
    static Map<String, String> testsByName() {
        return tests().stream()
                .collect(Collectors.toMap(
                        file -> file.getFileName().toString().replace(".java", ""), SourceTree::read, String::concat));
    }

    /** {@return the text of a file} */
    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
