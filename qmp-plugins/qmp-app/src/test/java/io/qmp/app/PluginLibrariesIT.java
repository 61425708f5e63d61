package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Plugins of a plugin directory that use a library: their own copy, if one lies beside them, otherwise the program's;
 * in programs with and without modules, for plugins with and without descriptors.
 */
class PluginLibrariesIT {
    @TempDir
    Path directory;

    private final List<Path> path = new ArrayList<>();
    private final List<String> commands = new ArrayList<>();

    @BeforeEach
    void compileProgram() throws IOException {
        path.addAll(UserProgram.jars());
        UserProgram.compile(Path.of("src/test/programs/ask"), directory.resolve("consumer"), path);
        path.add(directory.resolve("consumer"));
        path.add(library("program's", true));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPluginSeesTheCopyBesideItOrElseTheProgramsOne(boolean modules) throws IOException {
        for (boolean descriptor : new boolean[] {true, false}) {
            entry("own" + descriptor, descriptor, library("plugin's", descriptor));
            entry("none" + descriptor, descriptor);
            entry("api" + descriptor, descriptor, jar("qmp-api"), jar("jspecify"));
        }
        Path library = library("plugin's", false);
        entry("copies", false, library, jar("jackson-core"), jar("guava"), jar("netty-common"));

        assertThat(ask(modules))
                .contains("__org.example_owntrue: {text=\"plugin's\"}")
                .contains("__org.example_ownfalse: {text=\"plugin's\"}")
                .contains("__org.example_nonetrue: {text=\"program's\"}")
                .contains("__org.example_nonefalse: {text=\"program's\"}")
                .contains("__org.example_apitrue: {text=\"program's\"}")
                .contains("__org.example_apifalse: {text=\"program's\"}")
                .contains("__org.example_copies: {text=\"plugin's\"}");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPluginMergedWithTheApiIsNamed(boolean modules) throws IOException {
        Path merged = Files.createDirectories(directory.resolve("plugins")).resolve("merged.jar");
        plugin("merged", library("compiled against", false), directory.resolve("plugin.jar"), false);
        MergedJar.merge(merged, List.of(directory.resolve("plugin.jar"), jar("qmp-api")), true);

        assertThat(ask(modules)).contains(merged + " cannot be loaded").contains("io.qmp:qmp-api");
    }

    /** Makes an entry of the plugin directory: a plugin with a command of its name, and jars beside it. */
    private void entry(String name, boolean descriptor, Path... beside) throws IOException {
        Path entry = Files.createDirectories(directory.resolve("plugins").resolve(name));
        plugin(name, library("compiled against", descriptor), entry.resolve("plugin.jar"), descriptor);
        for (Path jar : beside) {
            Files.copy(jar, entry.resolve(jar.getFileName()));
        }
    }

    private static Path jar(String name) throws IOException {
        return UserProgram.jars().stream()
                .filter(jar -> jar.getFileName().toString().startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    /** {@return the output of the program, as modules or on the class path} */
    private String ask(boolean modules) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-Dplugins=" + directory.resolve("plugins")));
        arguments.addAll(
                modules
                        ? List.of(
                                "-p",
                                UserProgram.path(path),
                                "--add-modules",
                                "library",
                                "-m",
                                "consumer/consumer.Main")
                        : List.of("-cp", UserProgram.path(path), "consumer.Main"));
        arguments.add("unix:" + directory.resolve("qmp"));
        arguments.addAll(commands);
        return UserProgram.run(arguments);
    }

    private Path library(String text, boolean descriptor) throws IOException {
        Path sources = Files.createTempDirectory(directory, "library");
        write(sources, "library/Library.java", """
                package library;
                public final class Library { public static String text() { return "TEXT"; } }
                """.replace("TEXT", text));
        if (descriptor) {
            write(sources, "module-info.java", "module library { exports library; }");
        } else {
            write(sources, "META-INF/MANIFEST.MF", "Automatic-Module-Name: library\n");
        }
        Path jar = sources.resolve("library.jar");
        PluginJar.compile(sources, jar);
        return jar;
    }

    private void plugin(String name, Path library, Path jar, boolean descriptor) throws IOException {
        String command = "__org.example_" + name;
        commands.add(command);
        Path sources = Files.createTempDirectory(directory, "plugin");
        write(sources, "example/Answer.java", "package example; public record Answer(String text) {}");
        write(sources, "example/Ask.java", """
                package example;
                import io.qmp.api.command.*;
                @CommandName("COMMAND") public record Ask() implements Command<Answer> {}
                """.replace("COMMAND", command));
        write(sources, "example/LibraryPlugin.java", """
                package example;
                import io.qmp.api.spi.*;
                import java.util.concurrent.CompletableFuture;
                public final class LibraryPlugin implements QmpPlugin {
                    @Override public void register(PluginRegistry registry) {
                        registry.command(Ask.class, (ask, context) ->
                                CompletableFuture.completedFuture(new Answer(library.Library.text())));
                    }
                }
                """);
        if (descriptor) {
            write(sources, "module-info.java", """
                    module plugin {
                        requires io.qmp.api; requires library;
                        opens example to io.qmp.codec;
                        provides io.qmp.api.spi.QmpPlugin with example.LibraryPlugin;
                    }
                    """);
        } else {
            write(sources, "META-INF/services/io.qmp.api.spi.QmpPlugin", "example.LibraryPlugin");
        }
        PluginJar.compile(sources, jar, classes -> {}, library);
    }

    private static void write(Path directory, String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
