import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Writes what a Debian package has packed: the pages of the manual, and a change log in Debian's form.
 *
 * <p>Arguments: the directory with the pages, the directory to write to, the version, the time of the build, the page
 * of the project. The same arguments give the same bytes.
 */
final class DebianFiles {
    private static final String CHANGES = """
            qmp (%s) unstable; urgency=medium

              * The changes of each version are in docs/CHANGELOG.md of the source,
                see %s

             -- The QMP for the JVM maintainers <maintainers@qmp.example>  %s
            """;

    /** The byte of the header of gzip that says how it was compressed, and its value for level 9. */
    private static final int EXTRA_FLAGS = 8;

    private static final byte MAXIMUM = 2;

    private DebianFiles() {}

    /** Runs in the release build. */
    public static void main(String[] args) throws IOException {
        Path pages = Path.of(args[0]);
        Path output = Path.of(args[1]);
        try (Stream<Path> files = Files.list(pages)) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".1")).toList();
            for (Path page : all) {
                pack(Files.readAllBytes(page), output.resolve("man1").resolve(page.getFileName() + ".gz"));
            }
        }
        String version = args[2].replace("-", "~"); // as the package has it: before the release
        String time = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.ROOT)
                .format(OffsetDateTime.parse(args[3]));
        pack(CHANGES.formatted(version, args[4], time).getBytes(UTF_8), output.resolve("changelog.gz"));
    }

    private static void pack(byte[] content, Path file) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new BestGzip(packed)) {
            out.write(content);
        }
        byte[] bytes = packed.toByteArray();
        bytes[EXTRA_FLAGS] = MAXIMUM; // Java leaves 0 there
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private static final class BestGzip extends GZIPOutputStream {
        BestGzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
