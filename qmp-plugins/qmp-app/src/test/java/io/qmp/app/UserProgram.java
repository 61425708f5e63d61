package io.qmp.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Programs that use the jars of the image: compiled as their authors would, and run in a JVM of their own. */
final class UserProgram {
    private UserProgram() {}

    /** {@return the jars of the image, without those whose names begin so} */
    static List<Path> jars(String... without) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("qmp.image"), "lib"))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .filter(file -> Stream.of(without)
                            .noneMatch(name -> file.getFileName().toString().startsWith(name)))
                    .sorted()
                    .toList();
        }
    }

    /** {@return a class path or module path} */
    static String path(List<Path> entries) {
        return entries.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Compiles a directory of sources, with jars on the module path if one of them is a module descriptor. */
    static void compile(Path sources, Path classes, List<Path> jars) throws IOException {
        String option = Files.exists(sources.resolve("module-info.java")) ? "-p" : "-cp";
        List<String> arguments =
                new ArrayList<>(List.of("--release", "17", option, path(jars), "-d", classes.toString()));
        try (Stream<Path> files = Files.walk(sources)) {
            files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
        }
        javac(arguments);
    }

    /** Runs the compiler; fails with what it says if it fails. */
    static void javac(List<String> arguments) {
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said);
        ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
        assertThat(javac.run(writer, writer, arguments.toArray(String[]::new)))
                .as(said.toString())
                .isZero();
    }

    /** Runs a JVM to its end. {@return standard output and standard error} */
    static String run(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            return new String(process.getInputStream().readAllBytes(), UTF_8);
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }
}
