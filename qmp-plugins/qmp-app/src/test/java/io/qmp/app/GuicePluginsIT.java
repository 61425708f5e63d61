package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program wired by Guice, whose plugin Guice makes. */
class GuicePluginsIT {
    @TempDir
    Path directory;

    private final List<Path> path = new ArrayList<>();

    @BeforeEach
    void compile() throws IOException {
        path.addAll(UserProgram.jars());
        UserProgram.compile(Path.of("src/test/programs/guice"), directory.resolve("consumer"), path);
        path.add(directory.resolve("consumer"));
    }

    @Test
    void aPluginOnTheClassPathIsMade() throws IOException {
        assertGreeted("-cp", UserProgram.path(path), "consumer.Main");
    }

    @Test
    void aPluginInAModuleIsMade() throws IOException {
        assertGreeted("-p", UserProgram.path(path), "-m", "consumer/consumer.Main");
    }

    private void assertGreeted(String... start) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(start));
        arguments.add("unix:" + directory.resolve("qmp"));
        assertThat(UserProgram.run(arguments)).contains("Greeted[text=hello from Guice]");
    }
}
