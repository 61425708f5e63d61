package io.qmp.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The files of the project's checkout, for tests that read sources and documents of all modules. */
public final class SourceTree {
    /** The top of the checkout. */
    public static final Path ROOT = Path.of("../..");

    private static final Set<String> MADE = Set.of("target", ".git", ".mvn");
    private static final List<Path> ALL = all();
    private static final Pattern TEST = Pattern.compile(".*/(src/(test|it)|qmp-contracts/src/main)/.*\\.java");

    private SourceTree() {}

    /** {@return the files below the top that match, without files that the build makes} */
    public static List<Path> files(Pattern wanted) {
        return ALL.stream()
                .filter(file -> wanted.matcher(file.toString()).matches())
                .toList();
    }

    /** Looks once, as tests change no sources, and not into what the build makes, which is much. */
    private static List<Path> all() {
        List<Path> all = new ArrayList<>();
        try {
            Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    boolean made = MADE.contains(folder.getFileName().toString());
                    return made ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        all.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Collections.sort(all);
        return List.copyOf(all);
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
