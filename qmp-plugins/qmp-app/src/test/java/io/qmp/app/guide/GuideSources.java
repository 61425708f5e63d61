package io.qmp.app.guide;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.app.guide.GuidePage.Block;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Java of all pages, compiled by one run of the compiler. */
final class GuideSources {
    private static final Pattern TYPE =
            Pattern.compile("(?m)^(public )?[a-z ]*\\b(?:class|record|interface|enum) (\\w+)");
    private static final String PACKAGES = "api.bind api.command api.error api.event api.host api.local api.message"
            + " api.schema api.secret api.spi api.type api.value api.wire client client.operation client.spi server mux"
            + " mux.audit mux.options mux.policy testkit testkit.fake testkit.fault plugin.qemu plugin.qemu.command"
            + " plugin.qemu.event plugin.qemu.type";

    /** What a snippet without imports finds. */
    private static final String IMPORTS = Stream.concat(
                    Stream.of(PACKAGES.split(" ")).map(name -> "io.qmp." + name),
                    Stream.of("java.nio.file", "java.time", "java.util", "java.util.concurrent", "java.util.function"))
            .map(name -> "import " + name + ".*;")
            .collect(Collectors.joining(
                    " ",
                    "",
                    " import io.qmp.client.EventListener;"
                            + " import static java.util.concurrent.CompletableFuture.completedFuture;"));

    /** Around statements; the members are what pages say that there is. */
    private static final String STATEMENTS = """
            package %s; %s
            public class %s {
                public QmpClient client;
                public void run() throws Exception {
            %s
                }
            }
            """;

    private final Path directory;
    private final ClassLoader classes;

    private GuideSources(Path directory) throws IOException {
        this.directory = directory;
        Files.createDirectories(directory.resolve("classes"));
        this.classes = new URLClassLoader(
                new URL[] {directory.resolve("classes").toUri().toURL()}, GuideSources.class.getClassLoader());
    }

    /** Compiles the Java of some pages in a directory; what pages write as {@code /run} is {@code run}. */
    static GuideSources compile(List<GuidePage> pages, Path directory, Path run) throws IOException {
        GuideSources sources = new GuideSources(directory);
        List<String> files = new ArrayList<>();
        for (GuidePage page : pages) {
            for (Block block : page.blocks()) {
                if (block.isJava()) {
                    files.add(sources.write(page, block, run));
                }
            }
        }
        sources.javac(files);
        return sources;
    }

    private String write(GuidePage page, Block block, Path run) throws IOException {
        String text = block.text().replace("/run/", run + "/");
        Path folder = directory.resolve("sources").resolve(page.packageName().replace('.', '/'));
        Files.createDirectories(folder);
        if (!block.declaresTypes()) {
            String source = STATEMENTS.formatted(page.packageName(), IMPORTS, name(block), text);
            return Files.writeString(folder.resolve(name(block) + ".java"), source)
                    .toString();
        }
        String imports = text.startsWith("import") ? "" : IMPORTS;
        String source = "package " + page.packageName() + "; " + imports + " " + text;
        return Files.writeString(folder.resolve(typeName(block) + ".java"), source)
                .toString();
    }

    private static String name(Block block) {
        return "Line" + block.line();
    }

    private static String typeName(Block block) {
        List<String[]> types = new ArrayList<>();
        Matcher type = TYPE.matcher(block.text());
        while (type.find()) {
            types.add(new String[] {type.group(1), type.group(2)});
        }
        return types.stream().filter(one -> one[0] != null).findFirst().orElse(types.get(0))[1];
    }

    private void javac(List<String> files) {
        List<String> arguments = new ArrayList<>(List.of(
                "-proc:none",
                "-nowarn",
                "-parameters",
                "-d",
                directory.resolve("classes").toString()));
        String path = Stream.of("jdk.module.path", "java.class.path")
                .map(name -> System.getProperty(name, ""))
                .collect(Collectors.joining(File.pathSeparator));
        arguments.addAll(List.of("-cp", path));
        arguments.addAll(files);
        StringWriter errors = new StringWriter();
        PrintWriter printer = new PrintWriter(errors);
        int status =
                ToolProvider.findFirst("javac").orElseThrow().run(printer, printer, arguments.toArray(String[]::new));
        assertThat(status).as(errors.toString()).isZero();
    }

    /** {@return the class of a block: of its statements, or the type that gave its file the name} */
    Class<?> load(GuidePage page, Block block) throws ClassNotFoundException {
        return classes.loadClass(page.packageName() + "." + (block.declaresTypes() ? typeName(block) : name(block)));
    }
}
