package io.qmp.app.architecture;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The module graph: a change of it is a change of {@code module-descriptors.txt}, with its reason in the commit. */
class ModuleDescriptorTest {
    private static final List<ModuleReference> MODULES = ProjectModules.ALL;

    @Test
    void descriptorsAreTheOnesThatWereAgreed() throws IOException {
        try (InputStream agreed = Objects.requireNonNull(getClass().getResourceAsStream("/module-descriptors.txt"))) {
            assertThat(MODULES.stream().map(module -> text(module.descriptor())).collect(joining("\n")))
                    .isEqualTo(new String(agreed.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void packagesBeginWithTheNameOfTheirModule() {
        for (ModuleReference module : MODULES) {
            for (String name : module.descriptor().packages()) {
                assertThat((name + ".").startsWith(module.descriptor().name() + "."))
                        .as(name)
                        .isTrue();
            }
        }
    }

    /** A provider must be found on the class path as well, where only META-INF/services counts. */
    @Test
    void servicesAreProvidedOnTheClassPathToo() throws IOException {
        for (ModuleReference module : MODULES) {
            for (ModuleDescriptor.Provides provides : module.descriptor().provides()) {
                try (var reader = module.open()) {
                    String listed = reader.open("META-INF/services/" + provides.service())
                            .map(ModuleDescriptorTest::read)
                            .orElse("nothing");
                    assertThat(listed.lines().toList())
                            .as(module.descriptor().name())
                            .isEqualTo(provides.providers());
                }
            }
        }
    }

    private static String read(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(ModuleDescriptor module) {
        return module.name() + "\n"
                + lines(
                        "requires",
                        module.requires().stream()
                                .filter(requires -> !requires.name().equals("java.base"))
                                .map(requires -> Stream.concat(
                                                requires.modifiers().stream()
                                                        .map(modifier ->
                                                                modifier.name().toLowerCase(java.util.Locale.ROOT))
                                                        .sorted(),
                                                Stream.of(requires.name()))
                                        .collect(joining(" ")))
                                .toList())
                + lines(
                        "exports",
                        module.exports().stream().map(Object::toString).toList())
                + lines("opens", module.opens().stream().map(Object::toString).toList())
                + lines("uses", module.uses())
                + lines(
                        "provides",
                        module.provides().stream().map(Object::toString).toList());
    }

    private static String lines(String kind, Collection<String> values) {
        return values.stream()
                .sorted()
                .map(value -> "  " + kind + " " + value + "\n")
                .collect(joining());
    }
}
