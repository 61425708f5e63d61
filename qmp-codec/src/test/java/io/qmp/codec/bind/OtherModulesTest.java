package io.qmp.codec.bind;

import static io.qmp.codec.bind.Values.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.command.Command;
import io.qmp.api.event.EventData;
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
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
        describeTypes(sources);
        compile(sources, classes);
        plugin = codec.getLayer()
                .defineModulesWithOneLoader(
                        codec.getLayer()
                                .configuration()
                                .resolve(ModuleFinder.of(classes), ModuleFinder.of(), List.of("plugin")),
                        RecordBinder.class.getClassLoader())
                .findLoader("plugin");
    }

    /** An exported command and event that refer to types of a hidden package, and the same in that package. */
    private static void describeTypes(Path sources) throws IOException {
        String imports = "import io.qmp.api.command.*; import io.qmp.api.event.*; import io.qmp.api.type.*; ";
        for (String name : PACKAGES) {
            String head = "package " + name + "; " + imports;
            write(sources, name + "/Call.java", head + """
                    @CommandName("__org.example_call") public record Call(String text) implements Command<Pair> {}""");
            write(sources, name + "/Happened.java", head + """
                    @EventName("__ORG.EXAMPLE_HAPPENED") public record Happened(long count) implements EventData {}""");
            write(sources, name + "/Colour.java", head + "public enum Colour { RED, GREEN }");
            write(sources, name + "/Shape.java", head + """
                    @Union(tag = "colour", type = Colour.class) public sealed interface Shape permits Red, Green {}""");
            write(sources, name + "/Red.java", head + """
                    @Case("red") public record Red(long size) implements Shape {}""");
            write(sources, name + "/Green.java", head + """
                    @Case("green") public record Green(long size) implements Shape {}""");
        }
        String head = "package exported; " + imports;
        write(sources, "exported/ResultHidden.java", head + """
                @CommandName("__org.example_result") public record ResultHidden() implements Command<hidden.Pair> {}""");
        write(sources, "exported/NestedHidden.java", head + """
                @CommandName("__org.example_nested")
                public record NestedHidden(java.util.List<hidden.Pair> pairs) implements Command<Nothing> {}""");
        write(sources, "exported/UnionHidden.java", head + """
                @CommandName("__org.example_union")
                public record UnionHidden(hidden.Shape shape) implements Command<Nothing> {}""");
        write(sources, "exported/EnumHidden.java", head + """
                @CommandName("__org.example_enum")
                public record EnumHidden(hidden.Colour colour) implements Command<Nothing> {}""");
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
            assertRefused(name, () -> binder.read(object(), plugin.loadClass(name)));
        }
    }

    @Test
    void commandsAndEventsNameTheTypeThatIsNotOpened() {
        assertRefused("hidden.Call", () -> binder.command(commandType("hidden.Call")));
        assertRefused("hidden.Happened", () -> binder.event(eventType("hidden.Happened")));
        assertRefused("hidden.Pair", () -> binder.command(commandType("exported.ResultHidden")));
        assertRefused("hidden.Pair", () -> binder.command(commandType("exported.NestedHidden")));
        assertRefused("hidden.Shape", () -> binder.command(commandType("exported.UnionHidden")));
    }

    @Test
    void enumerationsNeedNeitherExportsNorOpens() throws ClassNotFoundException {
        var binding = binder.command(commandType("exported.EnumHidden"));
        assertThat(binding.readArguments(object("colour", "red"))).hasToString("EnumHidden[colour=RED]");
    }

    private static void assertRefused(String type, ThrowingCallable call) {
        String name = type.substring(0, type.indexOf('.'));
        assertThatThrownBy(call)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the codec has no access to " + type + ": add \"opens " + name
                        + " to io.qmp.codec;\" to the module descriptor of plugin");
    }

    @SuppressWarnings("unchecked") // the sources above say so
    private static Class<? extends Command<Object>> commandType(String name) throws ClassNotFoundException {
        return (Class<? extends Command<Object>>) plugin.loadClass(name);
    }

    private static Class<? extends EventData> eventType(String name) throws ClassNotFoundException {
        return plugin.loadClass(name).asSubclass(EventData.class);
    }
}
