import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes one site of the Javadoc of all modules but the program, what the build generates included. Arguments: the top
 * of the checkout, where the site goes, and the path with the classes of libraries and modules.
 */
final class ApiDocs {
    private static final Pattern MODULE = Pattern.compile("(?m)^(?:open )?module ([\\w.]+)");
    private static final String PROGRAM = "io.qmp.app";

    private ApiDocs() {}

    public static void main(String[] args) throws IOException {
        Path root = Path.of(args[0]);
        Map<String, List<Path>> modules = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root, 6)) {
            for (Path descriptor :
                    files.filter(file -> file.endsWith("src/main/java/module-info.java")).toList()) {
                Matcher name = MODULE.matcher(Files.readString(descriptor));
                if (name.find() && !name.group(1).equals(PROGRAM) && name.group(1).startsWith("io.qmp")) {
                    modules.put(name.group(1), sources(descriptor.getParent()));
                }
            }
        }
        List<String> arguments = new ArrayList<>(List.of(
                "-quiet", "-notimestamp", "-encoding", "UTF-8", "-Xdoclint:all,-missing", "-Werror",
                "-windowtitle", "QMP for the JVM", "-doctitle", "QMP for the JVM", "-d", args[1]));
        arguments.addAll(List.of("--module-path", libraries(args[2]), "--module", String.join(",", modules.keySet())));
        modules.forEach((name, paths) -> arguments.addAll(List.of(
                "--module-source-path",
                name + "=" + paths.stream().map(Path::toString).collect(Collectors.joining(":")))));
        System.exit(ToolProvider.findFirst("javadoc").orElseThrow().run(System.out, System.err, arguments.toArray(String[]::new)));
    }

    /** The sources of a module, and what the build has generated beside them. */
    private static List<Path> sources(Path written) throws IOException {
        List<Path> all = new ArrayList<>(List.of(written));
        Path generated = written.resolve("../../../target/generated-sources").normalize();
        if (Files.isDirectory(generated)) {
            try (Stream<Path> directories = Files.list(generated)) {
                directories.filter(one -> !one.endsWith("annotations")).forEach(all::add);
            }
        }
        return all;
    }

    /** What is on the path beside the modules that are documented. */
    private static String libraries(String path) {
        return Stream.of(path.split(java.io.File.pathSeparator))
                .filter(one -> !one.matches(".*/qmp-[^/]*(/target/classes|\\.jar)"))
                .collect(Collectors.joining(java.io.File.pathSeparator));
    }
}
