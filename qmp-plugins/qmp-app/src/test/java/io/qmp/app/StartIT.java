package io.qmp.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.spi.QmpPlugin;
import io.qmp.plugin.core.CorePlugin;
import io.qmp.plugin.machine.MachinePlugin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What a server leaves alone until it has answered, as each of these takes a part of the time until then. */
@EnabledOnOs(OS.LINUX)
class StartIT {
    /**
     * Reads of the JDK's settings of logs, and its look for finders of loggers; decimals, which JDK 25 takes long to
     * set up; Vert.x's resolver of names; the list of QEMU's types; the binding of events, which reads annotations.
     */
    private static final List<String> LEFT_ALONE = List.of(
            "java/util/logging/ConsoleHandler",
            "jdk/internal/logger/BootstrapLogger$DetectBackend",
            "java/math/BigDecimal",
            "io/netty/resolver/dns/DnsNameResolverBuilder",
            "com/google/inject/Guice",
            "picocli/CommandLine",
            "io/qmp/plugin/qemu/QemuTypes",
            "io/qmp/codec/bind/RecordEvent");

    /**
     * The classes that the JDK makes of types of annotations, and of other interfaces: those on the class of
     * query-status and its result (CommandName, Versions, Nullable), on these annotations (Retention), of JNA
     * (FieldOrder), and the handler of signals.
     */
    private static final int MADE_CLASSES = 6;

    @TempDir
    Path directory;

    @Test
    void aServerInitializesNothingThatItsFirstReplyNeedsNot() throws IOException, InterruptedException {
        Path log = directory.resolve("log");
        String address = "unix:" + directory.resolve("qmp");
        String program = Path.of(System.getProperty("qmp.image"), "bin", "qmp").toString();
        ProcessBuilder builder = new ProcessBuilder(program, "serve", "-qmp", address + ",server=on,wait=off")
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("XDG_CACHE_HOME", directory.toString()); // where there is no archive of classes
        builder.environment().put("QMP_JAVA_OPTS", "-Xlog:class+init=info:file=" + log);

        String initialized;
        Process serve = builder.start();
        try {
            assertThat(serve.inputReader().readLine()).startsWith("listening on");
            try (RawClient client = RawClient.connect(address)) {
                client.read();
                client.ask("{\"execute\": \"qmp_capabilities\"}");
                assertThat(client.ask("{\"execute\": \"query-status\"}")).contains("running");
                initialized = Files.readString(log); // now: the end emits an event
                client.ask("{\"execute\": \"query-qmp-schema\"}");
                assertThat(Files.readString(log))
                        .as("a recorded introspection needs no types")
                        .doesNotContain("'io/qmp/plugin/qemu/QemuTypes'");
            }
        } finally {
            serve.destroy();
            serve.waitFor();
        }

        assertThat(initialized).contains("'io/qmp/app/process/LogSettings'");
        assertThat(initialized.split("'jdk/proxy\\d+/\\$Proxy", -1)).hasSizeLessThanOrEqualTo(1 + MADE_CLASSES);
        assertThat(LEFT_ALONE).noneMatch(name -> initialized.contains("'" + name + "'"));
    }

    /** {@code Serve} names them, so that no jar is searched for them: the machine always, as it configures it. */
    @Test
    void theImageHasThePluginsThatTheServerNames() throws IOException {
        List<String> found = new ArrayList<>();
        try (var jars = Files.newDirectoryStream(Path.of(System.getProperty("qmp.image"), "lib"), "*.jar")) {
            for (Path jar : jars) {
                try (JarFile file = new JarFile(jar.toFile())) {
                    ZipEntry services = file.getEntry("META-INF/services/" + QmpPlugin.class.getName());
                    if (services != null) {
                        found.addAll(new String(file.getInputStream(services).readAllBytes(), UTF_8)
                                .lines()
                                .toList());
                    }
                }
            }
        }

        assertThat(found).containsExactlyInAnyOrder(CorePlugin.class.getName(), MachinePlugin.class.getName());
    }
}
