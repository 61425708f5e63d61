package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.ProvisionException;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.wire.Transport;
import io.qmp.codec.guice.CodecModule;
import io.qmp.server.QmpServer;
import io.qmp.server.guice.ServerModule;
import io.qmp.transport.vertx.VertxTransport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Plugins that fail before the server has started, in builder, Guice and program: what cannot be made is named and
 * left out, what fails to register stops the start. Either way plugin, jar and cause are named.
 */
class FailingPluginsTest {
    @TempDir
    Path directory;

    @TempDir
    Path sources;

    @RegisterExtension
    final LoggedText log = new LoggedText("io.qmp.server.plugin");

    /** Ways to fail before there is a plugin, each with what the message must say. */
    enum Unloadable {
        CONSTRUCTOR(
                "public P() { throw new IllegalStateException(\"not today\"); }", "IllegalStateException: not today"),
        CONSTRUCTOR_ERROR("public P() { throw new AssertionError(\"never\"); }", "AssertionError: never"),
        INITIALIZER("static final int N = Integer.parseInt(\"many\");", "NumberFormatException: For input string"),
        NAME("@Override public String name() { throw new StackOverflowError(\"deep\"); }", "StackOverflowError: deep"),
        NO_NAME("@Override public String name() { return null; }", "has no name"),
        MISSING_SUPERCLASS("", "NoClassDefFoundError: example/Base") {
            @Override
            void change(Path classes) throws IOException {
                Files.delete(classes.resolve("example/Base.class"));
            }
        },
        NEWER_JAVA("", "UnsupportedClassVersionError: example/P") {
            @Override
            void change(Path classes) throws IOException {
                Path file = classes.resolve("example/P.class");
                byte[] bytes = Files.readAllBytes(file);
                bytes[7] = 99; // the class file's major version
                Files.write(file, bytes);
            }
        },
        NO_PLUGIN("", "example.P") {
            @Override
            void change(Path classes) throws IOException {
                Files.copy(
                        classes.resolve("example/Base.class"),
                        classes.resolve("example/P.class"),
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        };

        final String member;
        final String cause;

        Unloadable(String member, String cause) {
            this.member = member;
            this.cause = cause;
        }

        /** What happens to the compiled classes. */
        void change(Path classes) throws IOException {}
    }

    /** Ways to fail in {@code register}, each with what the message must say. */
    enum Unregistered {
        EXCEPTION("throw new IllegalStateException(\"no licence\");", "java.lang.IllegalStateException: no licence"),
        ERROR("throw new AssertionError(\"never\");", "java.lang.AssertionError: never"),
        DEEP("register(registry);", "java.lang.StackOverflowError"),
        MISSING_CLASS("new Helper();", "java.lang.NoClassDefFoundError: example/Helper"),
        CAUSE(
                "throw new RuntimeException(\"no database\", new java.io.IOException(\"refused\"));",
                "java.lang.RuntimeException: no database: java.io.IOException: refused"),
        NAME("registry.command(Odd.class, (odd, context) -> null);", "'__nobody_odd' is no name of QMP"),
        NO_TYPE("registry.event(Undescribed.class);", "Undescribed");

        final String statement;
        final String cause;

        Unregistered(String statement, String cause) {
            this.statement = statement;
            this.cause = cause;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCannotBeMadeIsNamedAndLeftOut(Unloadable way) throws IOException {
        plugin(way.member, "", way::change, "named.jar", true);
        plugin(way.member, "", way::change, "automatic.jar", false);

        String byBuilder = started(() -> builder().build());
        assertNamed(byBuilder, "named.jar", way.cause);
        assertNamed(byBuilder, "automatic.jar", way.cause);
        String byGuice = started(() -> guice(transport(), directory));
        assertThat(byGuice).isEqualTo(byBuilder);
        try (RunningProgram program = RunningProgram.start(
                "serve", "-qmp", "tcp:localhost:0,server=on,wait=off", "--plugins", directory + "")) {
            program.line();
        }
        assertThat(log.take()).isEqualTo(byBuilder);
    }

    @ParameterizedTest
    @EnumSource
    void whatFailsToRegisterStopsTheStart(Unregistered way) throws IOException {
        plugin("", way.statement, classes -> Files.delete(classes.resolve("example/Helper.class")), "p.jar", false);
        assertStopped(way.cause);
        plugin("", way.statement, classes -> Files.delete(classes.resolve("example/Helper.class")), "p.jar", true);
        assertStopped(way.cause);
    }

    @Test
    void aTypeThatIsNotExportedStopsTheStart() throws IOException {
        plugin("", "registry.command(Fine.class, (fine, context) -> null);", classes -> {}, "p.jar", true);

        assertStopped("example.P$Fine");
    }

    private void assertStopped(String cause) {
        String[] mustSay = {"example.P", directory.resolve("p.jar").toString(), cause};
        assertThatThrownBy(() -> builder().build())
                .isInstanceOf(IllegalStateException.class)
                .message()
                .contains(mustSay);
        Transport transport = transport();
        assertThatThrownBy(() -> guice(transport, directory))
                .isInstanceOf(ProvisionException.class)
                .cause()
                .message()
                .contains(mustSay);
        transport.close().toCompletableFuture().join();
        try (RunningProgram program = RunningProgram.start("serve", "-qmp", "stdio", "--plugins", directory + "")) {
            assertThat(program.status()).isEqualTo(1);
            assertThat(program.standardError()).startsWith("qmp: ").contains(mustSay);
        }
        assertThat(log.take()).isEmpty();
    }

    private void assertNamed(String text, String jar, String cause) {
        assertThat(text.lines().filter(line -> line.contains(directory.resolve(jar) + " cannot be loaded")))
                .singleElement()
                .asString()
                .contains(cause)
                .containsPattern("example[./]P");
    }

    private String started(Supplier<QmpServer> start) {
        QmpServer server = start.get();
        assertThat(server.context().commandNames()).contains("query-commands");
        server.shutdown(ShutdownCause.HOST_SIGNAL).join();
        return log.take();
    }

    private io.qmp.server.QmpServerBuilder builder() {
        return QmpServer.builder().pluginDirectory(directory);
    }

    private static Transport transport() {
        return VertxTransport.create();
    }

    private static QmpServer guice(Transport transport, Path directory) {
        ServerModule plugins = ServerModule.withInstalledPlugins().withPluginDirectory(directory);
        QmpServer server = Guice.createInjector(new CodecModule(), plugins, new AbstractModule() {
                    @Override
                    protected void configure() {
                        bind(Transport.class).toInstance(transport);
                    }
                })
                .getInstance(QmpServer.class);
        server.closed().thenCompose(cause -> transport.close());
        return server;
    }

    private void plugin(String member, String statement, PluginJar.Change change, String jar, boolean module)
            throws IOException {
        Path source = Files.createTempDirectory(sources, "source");
        Files.writeString(source.resolve("Base.java"), "package example; public abstract class Base {}");
        Files.writeString(source.resolve("Helper.java"), "package example; class Helper {}");
        Files.writeString(
                source.resolve("P.java"), """
                package example;

                import io.qmp.api.command.*;
                import io.qmp.api.event.*;
                import io.qmp.api.spi.*;
                import io.qmp.api.type.Nothing;

                public final class P extends Base implements QmpPlugin {
                    @CommandName("__nobody_odd")
                    public record Odd() implements Command<Nothing> {}

                    @CommandName("__org.example_fine")
                    public record Fine() implements Command<Nothing> {}

                    public record Undescribed() implements EventData {}

                    MEMBER

                    @Override
                    public void register(PluginRegistry registry) {
                        STATEMENT
                    }
                }
                """.replace("MEMBER", member).replace("STATEMENT", statement));
        if (module) {
            Files.writeString(source.resolve("module-info.java"), """
                    module NAME {
                        requires io.qmp.api;
                        EXPORTS
                        provides io.qmp.api.spi.QmpPlugin with example.P;
                    }
                    """.replace("NAME", jar.replace(".jar", ""))
                    .replace("EXPORTS", statement.contains("Fine") ? "" : "exports example;"));
        } else {
            Path services = Files.createDirectories(source.resolve("META-INF/services"));
            Files.writeString(services.resolve("io.qmp.api.spi.QmpPlugin"), "example.P");
        }
        PluginJar.compile(source, directory.resolve(jar), change);
    }
}
