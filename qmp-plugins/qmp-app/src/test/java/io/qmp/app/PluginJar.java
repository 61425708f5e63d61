package io.qmp.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** Makes jars of plugins, as their authors would, with the API and a compiler. */
final class PluginJar {
    private PluginJar() {}

    /** What happens to classes between compiler and jar. */
    interface Change {
        void to(Path classes) throws IOException;
    }

    /** Makes a jar of the sources in a directory: on the module path if one of them is a module descriptor. */
    static void compile(Path sources, Path jar) throws IOException {
        compile(sources, jar, classes -> {});
    }

    /** Makes a jar of the sources in a directory, with the classes changed, against the API and other libraries. */
    static void compile(Path sources, Path jar, Change change, Path... libraries) throws IOException {
        Path classes = Files.createTempDirectory("classes");
        boolean module = Files.exists(sources.resolve("module-info.java"));
        List<String> arguments = new ArrayList<>(List.of("--release", "17", "-Xlint:-module", "-Werror"));
        List<Path> path = new ArrayList<>(List.of(libraries));
        path.addAll(List.of(location("io.qmp.api"), location("org.jspecify")));
        arguments.addAll(List.of(module ? "-p" : "-cp", UserProgram.path(path)));
        arguments.addAll(List.of("-d", classes.toString()));
        for (Path file : files(sources)) {
            if (file.toString().endsWith(".java")) {
                arguments.add(file.toString());
            } else {
                Path copy = classes.resolve(sources.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        UserProgram.javac(arguments);
        change.to(classes);
        pack(classes, jar);
        delete(classes);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void pack(Path directory, Path jar) throws IOException {
        Files.createDirectories(jar.getParent());
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Path file : files(directory)) {
                out.putNextEntry(new JarEntry(directory.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    /** {@return where a module of this JVM is} */
    static Path location(String module) {
        return ModuleLayer.boot()
                .configuration()
                .findModule(module)
                .flatMap(found -> found.reference().location())
                .map(Path::of)
                .orElseThrow();
    }
}
