package io.qmp.app.architecture;

import java.io.File;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The modules of this project but the program: what it runs with, and what only tests have on their class path. */
final class ProjectModules {
    /** In the order of their names. */
    static final List<ModuleReference> ALL = Stream.concat(onModulePath(), onClassPath())
            .filter(module -> module.descriptor().name().startsWith("io.qmp."))
            .filter(module -> !module.descriptor().name().equals("io.qmp.app"))
            .sorted(Comparator.comparing(module -> module.descriptor().name()))
            .toList();

    private ProjectModules() {}

    /** {@return the packages that any program may use} */
    static Stream<String> exportedPackages() {
        return ALL.stream()
                .flatMap(module -> module.descriptor().exports().stream())
                .filter(export -> !export.isQualified())
                .map(ModuleDescriptor.Exports::source);
    }

    private static Stream<ModuleReference> onModulePath() {
        return ModuleLayer.boot().configuration().modules().stream().map(module -> module.reference());
    }

    /** Jars and folders of classes that are named or placed as those of this project. */
    private static Stream<ModuleReference> onClassPath() {
        Path[] own = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.matches(".*[/\\\\]qmp-[a-z-]+([/\\\\]target[/\\\\]classes|-[^/\\\\]*\\.jar)"))
                .map(Path::of)
                .toArray(Path[]::new);
        return ModuleFinder.of(own).findAll().stream();
    }
}
