package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The image on the boot class path of its JVM, and where it cannot be there. */
@EnabledOnOs(OS.LINUX)
class BootClassPathIT {
    @TempDir
    Path directory;

    private Path plugins;

    @BeforeEach
    void compile() throws IOException {
        plugins = directory.resolve("plugins");
        PluginJar.compile(Path.of("src/test/plugins/place"), plugins.resolve("place.jar"));
    }

    @Test
    void aPluginHasTheModulesOfTheJdkThatTheBootClassPathLacks() throws Exception {
        assertThat(place()).isEqualTo("{\"return\": {\"sql\": \"java.sql\", \"boot\": true, \"context\": true}}");
    }

    @Test
    void withAnAgentTheProgramIsOnTheClassPath() throws Exception {
        assertThat(place("-Dany=option", "-javaagent:" + agent()))
                .isEqualTo("{\"return\": {\"sql\": \"java.sql\", \"boot\": false, \"context\": true}}");
    }

    @Test
    void withAModulePathTheProgramIsOnTheClassPath() throws Exception {
        Path modules = Files.createDirectories(directory.resolve("modules"));
        assertThat(place("--module-path=" + modules)).contains("\"boot\": false");
    }

    private String place(String... options) throws Exception {
        try (ServingImage image = ServingImage.start(directory.resolve("qmp"), plugins, 5, options)) {
            try (RawClient client = image.listening().client()) {
                return client.ask("{\"execute\": \"__io.qmp_query-place\"}");
            }
        }
    }

    private Path agent() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", Agent.class.getName());
        Path jar = directory.resolve("agent.jar");
        String file = Agent.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var bytes = Agent.class.getResourceAsStream("/" + file)) {
            out.putNextEntry(new JarEntry(file));
            bytes.transferTo(out);
        }
        return jar;
    }

    /** An agent that changes nothing. */
    public static final class Agent {
        private Agent() {}

        public static void premain(String arguments) {
            System.setProperty("agent", String.valueOf(arguments));
        }
    }
}
