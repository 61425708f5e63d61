package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Plugins that are dropped into a directory. */
class PluginsTest {
    private static final Path SLEEP = Path.of("target/test-plugins/sleep.jar");

    @TempDir
    Path directory;

    @TempDir
    Path sources;

    @RegisterExtension
    final LoggedText log = new LoggedText("io.qmp.server.plugin");

    /** The jar stays: who measures the server from outside needs a command that takes its time. */
    @Test
    void modulesAreFound() throws IOException {
        PluginJar.compile(Path.of("src/test/plugins/sleep"), SLEEP);

        try (RunningProgram program = serve(SLEEP.getParent())) {
            assertThat(ask(program, "{\"execute\": \"__io.qmp_sleep\", \"arguments\": {\"milliseconds\": 1}}"))
                    .isEqualTo("{\"return\": {}}");
        }
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void jarsWithoutAModuleDescriptorAreFound() throws IOException {
        greet("hello", "hello.jar");

        try (RunningProgram program = serve(directory)) {
            assertThat(ask(program, "{\"execute\": \"__org.example_hello\"}"))
                    .isEqualTo("{\"return\": {\"text\": \"hello\"}}");
        }
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void eachJarHasItsOwnClasses() throws IOException {
        greet("hello", "hello.jar");
        greet("goodbye", "goodbye.jar");

        try (RunningProgram program = serve(directory)) {
            assertThat(
                            ask(
                                    program,
                                    "{\"execute\": \"__org.example_goodbye\"} {\"execute\": \"__org.example_hello\", \"id\": 1}"))
                    .isEqualTo("{\"return\": {\"text\": \"goodbye\"}}");
        }
    }

    @Test
    void membersAreInjected() throws IOException {
        source("Injected", """
                package example;

                import io.qmp.api.spi.*;
                import io.qmp.api.value.QmpValue;
                import io.qmp.api.wire.*;
                import java.util.concurrent.CompletableFuture;

                public final class Injected implements QmpPlugin {
                    @jakarta.inject.Inject
                    private WireCodec codec;

                    @jakarta.inject.Inject
                    private Transport transport;

                    @Override
                    public void register(PluginRegistry registry) {
                        QmpValue made = QmpValue.of(codec.parse("1") != null && transport != null);
                        registry.command("__org.example_injected",
                                (request, context) -> CompletableFuture.completedFuture(request.success(made)));
                    }
                }
                """);
        provider("example.Injected");
        PluginJar.compile(
                sources,
                directory.resolve("injected.jar"),
                classes -> {},
                PluginJar.location("io.qmp.api"),
                PluginJar.location("jakarta.inject"));

        try (RunningProgram program = serve(directory)) {
            assertThat(ask(program, "{\"execute\": \"__org.example_injected\"}"))
                    .isEqualTo("{\"return\": true}");
        }
    }

    @Test
    void whatCannotBeLoadedIsNamedAndLeftOut() throws IOException {
        greet("hello", "hello.jar");
        Files.writeString(directory.resolve("no-zip.jar"), "text");
        source("Present", "package example; class Present {}");
        provider("example.Missing");
        PluginJar.compile(sources, directory.resolve("no-provider.jar"));
        source("Failing", """
                package example;

                public final class Failing implements io.qmp.api.spi.QmpPlugin {
                    public Failing() {
                        throw new IllegalStateException("not today");
                    }

                    @Override
                    public void register(io.qmp.api.spi.PluginRegistry registry) {}
                }
                """);
        provider("example.Failing");
        PluginJar.compile(sources, directory.resolve("failing.jar"));

        try (RunningProgram program = serve(directory)) {
            assertThat(ask(program, "{\"execute\": \"__org.example_hello\"}"))
                    .isEqualTo("{\"return\": {\"text\": \"hello\"}}");
        }
        assertThat(log.messages())
                .hasSize(3)
                .anyMatch(message -> message.contains("no-zip.jar cannot be loaded"))
                .anyMatch(message -> message.contains("no-provider.jar cannot be loaded"))
                .anyMatch(message -> message.contains("failing.jar cannot be loaded"));
    }

    @Test
    void twoThatClaimOneCommandStopTheStart() throws IOException {
        greet("hello", "one.jar");
        greet("hello", "other.jar");

        try (RunningProgram program =
                RunningProgram.start("serve", "-qmp", "stdio", "--plugins", directory.toString())) {
            assertThat(program.status()).isEqualTo(1);
            assertThat(program.standardError()).startsWith("qmp: ").contains("__org.example_hello", "example.Greeter");
        }
    }

    /** Makes a plugin with a command of that name, which returns the name. */
    private void greet(String word, String jar) throws IOException {
        source("Greeter", """
                package example;

                import io.qmp.api.command.*;
                import io.qmp.api.spi.*;
                import java.util.concurrent.CompletableFuture;

                public final class Greeter implements QmpPlugin {
                    @CommandName("__org.example_WORD")
                    public record Greet() implements Command<Greeted> {}

                    public record Greeted(String text) {}

                    @Override
                    public void register(PluginRegistry registry) {
                        registry.command(
                                Greet.class, (greet, context) -> CompletableFuture.completedFuture(new Greeted("WORD")));
                    }
                }
                """.replace("WORD", word));
        provider("example.Greeter");
        PluginJar.compile(sources, directory.resolve(jar));
        Files.delete(sources.resolve("Greeter.java"));
    }

    private void source(String type, String text) throws IOException {
        Files.writeString(sources.resolve(type + ".java"), text);
    }

    private void provider(String type) throws IOException {
        Path services = Files.createDirectories(sources.resolve("META-INF/services"));
        Files.writeString(services.resolve("io.qmp.api.spi.QmpPlugin"), type);
    }

    private RunningProgram serve(Path plugins) {
        return RunningProgram.start(
                "serve", "-qmp", "unix:" + socket() + ",server=on,wait=off", "--plugins", plugins.toString());
    }

    private Path socket() {
        return sources.resolve("qmp");
    }

    private String ask(RunningProgram program, String request) throws IOException {
        program.line();
        try (RawClient client = RawClient.connect("unix:" + socket())) {
            client.read();
            client.ask("{\"execute\": \"qmp_capabilities\"}");
            return client.ask(request);
        }
    }
}
