import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Writes the file THIRD-PARTY of the program's image: each jar of others with its version, licence and holder, and the
 * texts that must go with them.
 *
 * <p>Arguments: the directory of the legal files with third-party.txt, the file to write, the class path of the image.
 * The build fails if a jar has no line in third-party.txt, a line no jar, or if one family has two versions.
 */
final class ThirdPartyNotices {
    private static final String TEXT_IN_JAR = "META-INF/(NOTICE[^/]*|[^/]+-LICENSE[^/]*)";
    private static final String EARLY = "(?i).*[-.](alpha|beta|rc|cr|m|snapshot)[-.]?\\d*";
    private static final String RULE = "-".repeat(79) + "\n";

    /** A line of third-party.txt. */
    private record Family(String name, String licence, String holder, String home) {
        static Family of(String line) {
            String[] fields = line.split(" \\| ");
            if (fields.length != 4) {
                throw new IllegalArgumentException("third-party.txt: not of four fields: " + line);
            }
            return new Family(fields[0], fields[1], fields[2], fields[3]);
        }

        boolean has(Library library) {
            return name.endsWith("*")
                    ? library.artifact().startsWith(name.substring(0, name.length() - 1))
                    : library.artifact().equals(name);
        }

        /** {@return the file with its texts, such as netty.txt for "netty-*" and jna.txt for "jna-jpms"} */
        Path text(Path directory) {
            return directory.resolve(name.endsWith("-*") ? name.replace("-*", ".txt") : name.split("-")[0] + ".txt");
        }
    }

    /** A jar of a local repository, which has it in ARTIFACT/VERSION. */
    private record Library(Path jar, String artifact, String version) {
        static Library of(Path jar) {
            Path directory = jar.toAbsolutePath().getParent();
            return new Library(
                    jar,
                    directory.getParent().getFileName().toString(),
                    directory.getFileName().toString());
        }
    }

    private final Path directory;
    private final Map<Family, List<Library>> families = new LinkedHashMap<>();

    private ThirdPartyNotices(Path directory) throws IOException {
        this.directory = directory;
        for (String line : Files.readAllLines(directory.resolve("third-party.txt"))) {
            if (!line.startsWith("#")) {
                families.put(Family.of(line), new ArrayList<>());
            }
        }
    }

    /** Runs in the build of the program. */
    public static void main(String[] args) throws IOException {
        ThirdPartyNotices notices = new ThirdPartyNotices(Path.of(args[0]));
        notices.assign(args[2]);
        notices.check();
        Path file = Path.of(args[1]);
        Files.createDirectories(file.getParent());
        Files.writeString(file, notices.text());
    }

    private void assign(String classPath) {
        for (String entry : classPath.split(File.pathSeparator)) {
            Path jar = Path.of(entry);
            if (Files.isRegularFile(jar) && !jar.getFileName().toString().startsWith("qmp-")) {
                family(Library.of(jar)).add(Library.of(jar));
            }
        }
    }

    /** {@return the jars of the first family that has it} */
    private List<Library> family(Library library) {
        return families.entrySet().stream()
                .filter(entry -> entry.getKey().has(library))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("third-party.txt has no line for " + library.artifact()))
                .getValue();
    }

    private void check() {
        families.forEach((family, libraries) -> {
            if (libraries.isEmpty()) {
                throw new IllegalStateException("third-party.txt has a line without a jar: " + family.name());
            }
            List<String> versions =
                    libraries.stream().map(Library::version).distinct().toList();
            if (versions.size() > 1) {
                throw new IllegalStateException("versions of " + family.name() + " differ: " + versions);
            }
            if (versions.get(0).matches(EARLY)) {
                throw new IllegalStateException("not a released version of " + family.name() + ": " + versions);
            }
        });
    }

    private String text() throws IOException {
        StringBuilder text = new StringBuilder("""
                What the jars in lib are that are not of QMP for the JVM, and what their holders want to be said.
                The file LICENSE has the text of the Apache License, Version 2.0 (Apache-2.0).

                """);
        Map<String, String> rows = new TreeMap<>();
        families.forEach((family, libraries) -> libraries.forEach(library -> rows.put(
                library.jar().getFileName().toString(),
                String.join(" | ", family.licence(), family.holder(), family.home()))));
        rows.forEach((jar, row) -> text.append(jar).append(" | ").append(row).append('\n'));
        for (Map.Entry<Family, List<Library>> family : families.entrySet()) {
            Path own = family.getKey().text(directory);
            if (Files.exists(own)) {
                append(text, own.getFileName().toString(), Files.readString(own));
            }
            for (Library library : family.getValue()) {
                appendTextsOf(library, text);
            }
        }
        return text.toString();
    }

    private static void appendTextsOf(Library library, StringBuilder text) throws IOException {
        try (ZipFile jar = new ZipFile(library.jar().toFile())) {
            List<? extends ZipEntry> entries = jar.stream()
                    .filter(entry -> entry.getName().matches(TEXT_IN_JAR))
                    .sorted((one, other) -> one.getName().compareTo(other.getName()))
                    .toList();
            for (ZipEntry entry : entries) {
                String name = library.jar().getFileName() + ": " + entry.getName();
                append(text, name, new String(jar.getInputStream(entry).readAllBytes(), UTF_8));
            }
        }
    }

    private static void append(StringBuilder text, String name, String content) {
        text.append('\n').append(heading(name)).append(content.replace("\r", "").strip()).append('\n');
    }

    private static String heading(String name) {
        return RULE + name + "\n\n";
    }
}
