package io.qmp.codec.bind;

import static io.qmp.codec.bind.Values.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.qmp.api.bind.CompatPolicy;
import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.spi.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records of a module that this one does not know, as those of a plugin are. */
class OtherModulesTest {
    private static final Set<String> PACKAGES = Set.of("exported", "hidden");

    private static ClassLoader plugin = ClassLoader.getPlatformClassLoader();

    private final RecordBinder binder = new RecordBinder(CompatPolicy.ACCEPT);

    @BeforeAll
    static void loadPlugin(@TempDir Path directory) throws IOException, URISyntaxException {
        Module codec = RecordBinder.class.getModule();
        assumeTrue(codec.isNamed(), "the tests run on the class path, where nothing is exported or hidden");
        Path sources = Files.createDirectories(directory.resolve("sources"));
        write(sources, "module-info.java", "module plugin { requires io.qmp.api; exports exported; }");
        for (String name : PACKAGES) {
            write(sources, name + "/Pair.java", "package " + name + "; public record Pair(String left, long right) {}");
            write(sources, name + "/Inner.java", "package " + name + "; record Inner(String left) {}");
        }
        Path classes = directory.resolve("classes");
        compile(sources, classes);
        plugin = codec.getLayer()
                .defineModulesWithOneLoader(
                        codec.getLayer()
                                .configuration()
                                .resolve(ModuleFinder.of(classes), ModuleFinder.of(), List.of("plugin")),
                        RecordBinder.class.getClassLoader())
                .findLoader("plugin");
    }

    private static void write(Path sources, String name, String text) throws IOException {
        Path file = sources.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void compile(Path sources, Path classes) throws IOException, URISyntaxException {
        String modules = location(CompatPolicy.class) + File.pathSeparator + location(Nullable.class);
        List<String> files;
        try (var found = Files.walk(sources)) {
            files = found.map(Path::toString)
                    .filter(name -> name.endsWith(".java"))
                    .toList();
        }
        List<String> arguments = new ArrayList<>(List.of("-d", classes.toString(), "--module-path", modules));
        arguments.addAll(files);
        assertThat(ToolProvider.findFirst("javac")
                        .orElseThrow()
                        .run(System.out, System.err, arguments.toArray(String[]::new)))
                .isZero();
    }

    private static Path location(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    @Test
    void publicRecordsOfExportedPackagesNeedNotBeOpen() throws ClassNotFoundException {
        Object pair = binder.read(object("left", "l", "right", 1), plugin.loadClass("exported.Pair"));
        assertThat(pair).hasToString("Pair[left=l, right=1]");
        assertThat(binder.write(pair)).isEqualTo(object("left", "l", "right", 1));
    }

    @Test
    void otherRecordsAreRefusedWithAdvice() {
        for (String name : List.of("hidden.Pair", "hidden.Inner", "exported.Inner")) {
            assertThatThrownBy(() -> binder.read(object(), plugin.loadClass(name)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(name + " cannot be reached: make it public, and have module plugin export its package");
        }
    }
}
