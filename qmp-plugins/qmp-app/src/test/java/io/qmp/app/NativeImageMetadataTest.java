package io.qmp.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleReader;
import java.lang.module.ResolvedModule;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What each module of the project tells {@code native-image}. */
class NativeImageMetadataTest {
    private static final String CLASS = ".class";

    static Stream<ResolvedModule> modules() {
        return ModuleLayer.boot().configuration().modules().stream()
                .filter(module -> module.name().startsWith("io.qmp."))
                .filter(module -> !module.name().equals("io.qmp.app")); // its tests are among its classes
    }

    @ParameterizedTest
    @MethodSource("modules")
    void namesEveryTypeThatCanBeBoundAndEveryServiceFileAndResource(ResolvedModule module) throws Exception {
        try (ModuleReader reader = module.reference().open()) {
            List<String> names =
                    reader.list().filter(name -> !name.endsWith("/")).toList();
            List<String> expected = new ArrayList<>();
            for (String name : names) {
                if (name.startsWith("META-INF/services/")) {
                    expected.add("\"glob\": \"" + name + "\"");
                    text(reader, name).lines().forEach(provider -> expected.add("\"type\": \"" + provider + "\""));
                } else if (!name.endsWith(CLASS) && !name.startsWith("META-INF/")) {
                    expected.add("\"glob\": \"" + name + "\"");
                } else if (name.endsWith(CLASS) && !name.equals("module-info.class") && isBindable(module, name)) {
                    expected.add("\"type\": \"" + className(name) + "\"");
                }
            }
            String metadata = names.stream()
                    .filter(name -> name.matches("META-INF/native-image/io.qmp/[\\w-]+/reachability-metadata.json"))
                    .map(name -> text(reader, name))
                    .findFirst()
                    .orElse("");
            assertThat(expected).allSatisfy(entry -> assertThat(metadata).contains(entry));
        }
    }

    private static String className(String name) {
        return name.substring(0, name.length() - CLASS.length()).replace('/', '.');
    }

    private static boolean isBindable(ResolvedModule module, String name) throws ClassNotFoundException {
        Class<?> type = ModuleLayer.boot().findLoader(module.name()).loadClass(className(name));
        return Modifier.isPublic(type.getModifiers()) && (type.isRecord() || type.isEnum() || type.isSealed());
    }

    private static String text(ModuleReader reader, String name) {
        try {
            return new String(reader.open(name).orElseThrow().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
