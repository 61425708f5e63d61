package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A program that is one jar with everything in it. */
class MergedJarIT {
    private static final String CORE = "query-version";
    private static final String MACHINE = "query-status";

    @TempDir
    Path directory;

    private final List<Path> jars = new ArrayList<>();

    @BeforeEach
    void compileProgram() throws IOException {
        jars.addAll(UserProgram.jars());
        UserProgram.compile(Path.of("src/test/programs/ask"), directory.resolve("consumer"), jars);
    }

    @Test
    void withServiceFilesPutTogetherEverythingIsFound() throws IOException {
        assertThat(run(true)).contains(CORE + ": {", MACHINE + ": {").doesNotContain("WARNING: io.qmp", "is not found");
    }

    @Test
    void pluginsWhoseServiceFilesAreLostAreNamed() throws IOException {
        assertThat(run(false))
                .contains(CORE + ": {", MACHINE + ": io.qmp.api.error.CommandFailedException")
                .contains("io.qmp.plugin.machine.MachinePlugin is in " + directory.resolve("all.jar"))
                .contains("META-INF/services/io.qmp.api.spi.QmpPlugin", "ServicesResourceTransformer");
    }

    @ParameterizedTest
    @CsvSource({
        "io.qmp.api.wire.WireCodec, io.qmp:qmp-codec",
        "io.qmp.api.wire.TransportProvider, io.qmp:qmp-transport-vertx"
    })
    void aServiceFileThatIsMissingIsNamed(String service, String artifact) throws IOException {
        String file = "META-INF/services/" + service;
        Path merged = directory.resolve("all.jar");
        MergedJar.merge(merged, jars, true, file);

        assertThat(ask(merged)).contains(file, artifact);
    }

    private String run(boolean services) throws IOException {
        Path merged = directory.resolve("all.jar");
        MergedJar.merge(merged, jars, services);
        return ask(merged);
    }

    private String ask(Path merged) throws IOException {
        String path = UserProgram.path(List.of(merged, directory.resolve("consumer")));
        return UserProgram.run(
                List.of("-cp", path, "consumer.Main", "unix:" + directory.resolve("qmp"), CORE, MACHINE));
    }
}
