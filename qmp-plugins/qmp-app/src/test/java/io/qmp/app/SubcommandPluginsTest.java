package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Subcommands in jars of others. */
class SubcommandPluginsTest {
    private static final String SERVICE = "META-INF/services/io.qmp.program.spi.Subcommand";

    @TempDir
    Path directory;

    @TempDir
    Path sources;

    @BeforeEach
    void aPluginThatWorks() throws IOException {
        plugin("hello.jar", "hello", "context.print(\"hello \" + line.parameter(0) + \"\\n\"); return 7;");
    }

    @Test
    void isRunWithItsPartOfTheCommandLine() {
        try (RunningProgram hello = run("hello", "ada")) {
            assertThat(hello.status()).isEqualTo(7);
            assertThat(hello.standardOutput()).isEqualTo("hello ada\n");
            assertThat(hello.standardError()).isEmpty();
        }
    }

    @Test
    void helpKnowsIt() {
        try (RunningProgram help = run("--help")) {
            assertThat(help.status()).isZero();
            assertThat(help.standardOutput()).contains("hello", "Greets, 100% of the time.");
        }
        try (RunningProgram help = run("hello", "--help")) {
            assertThat(help.status()).isZero();
            assertThat(help.standardOutput())
                    .contains("Usage: qmp hello", "[NAME]", "Examples:", "  qmp hello ada", "Greets ada.");
        }
        try (RunningProgram wrong = run("hello", "ada", "--nothing")) {
            assertThat(wrong.status()).isEqualTo(2);
            assertThat(wrong.standardError()).contains("'--nothing'", "See qmp hello --help");
        }
    }

    @Test
    void lentClientsAndWaitsWork() throws IOException {
        plugin("status.jar", "status", """
                try (var client = context.await(context.connect(line.parameter(0), line)).blocking()) {
                    context.print(client.execute("query-name", io.qmp.api.value.QmpObject.EMPTY) + "\\n");
                    return 0;
                }""");
        try (ScriptedServer server = new ScriptedServer(directory.resolve("socket"))) {
            try (RunningProgram status = run("status", server.address());
                    RawClient client = server.acceptAndNegotiate()) {
                client.reply("\"return\": {\"name\": \"vm\"}");
                assertThat(status.status()).isZero();
                assertThat(status.standardOutput()).contains("vm");
            }
            try (RunningProgram status = run("status", server.address());
                    RawClient client = server.accept()) {
                status.signal(2);
                assertThat(status.status()).isEqualTo(130);
                assertThat(client.read()).isEqualTo("closed");
            }
        }
        try (RunningProgram status = run("status", "nonsense")) {
            assertThat(status.status()).isEqualTo(2);
            assertThat(status.standardError()).contains("nonsense", "See qmp status --help");
        }
        try (RunningProgram status = run("status", directory + "/nobody")) {
            assertThat(status.status()).isEqualTo(3);
        }
    }

    @Test
    void whatItThrowsIsItsFault() throws IOException {
        plugin("bad.jar", "bad", "throw new UnsupportedOperationException(\"not today\");");
        plugin("worse.jar", "worse", "throw new NoClassDefFoundError(\"gone\");");
        plugin("status.jar", "status", "return 300;");
        for (String name : new String[] {"bad", "worse", "status"}) {
            try (RunningProgram program = run(name)) {
                assertThat(program.status()).isEqualTo(70);
                assertThat(program.standardError())
                        .startsWith("qmp: a fault of the subcommand " + name + " of " + directory)
                        .doesNotContain("this program");
            }
        }
    }

    @Test
    void aWrongArgumentIsTwo() throws IOException {
        plugin("picky.jar", "picky", "throw new IllegalArgumentException(\"no such thing\");");
        try (RunningProgram picky = run("picky")) {
            assertThat(picky.status()).isEqualTo(2);
            assertThat(picky.standardError()).isEqualTo("qmp: no such thing\nSee qmp picky --help\n");
        }
    }

    @Test
    void aNameThatIsTakenIsLeftOutWithAMessage() throws IOException {
        plugin("mine.jar", "exec", "return 0;");
        plugin("mux.jar", "mux", "return 0;");
        plugin("zz.jar", "hello", "return 0;");
        try (RunningProgram help = run("--help")) {
            assertThat(help.status()).isZero();
            assertThat(help.standardError().lines())
                    .hasSize(3)
                    .anyMatch(line -> line.contains("'exec' of example.Plugin of " + directory + "/mine.jar")
                            && line.contains("belongs to the program"))
                    .anyMatch(line -> line.contains("'mux'") && line.contains("belongs to the program"))
                    .anyMatch(line -> line.contains("zz.jar") && line.contains("belongs to " + directory));
        }
        try (RunningProgram hello = run("hello", "ada")) {
            assertThat(hello.status()).isEqualTo(7);
        }
    }

    @Test
    void whatCannotBeLoadedIsNamedAndTheOthersWork() throws IOException {
        Files.writeString(directory.resolve("no-zip.jar"), "text");
        plugin("late.jar", "Late Again", "return 0;");
        Files.writeString(sources.resolve("Plugin.java"), "package example; public class Plugin {}");
        PluginJar.compile(sources, directory.resolve("other.jar"));
        Files.writeString(sources.resolve(SERVICE), "example.Missing\n");
        PluginJar.compile(sources, directory.resolve("missing.jar"));
        plugin("options.jar", "options", "return 0;", "new Syntax.Option(\"--help\", \"\", \"\")");

        try (RunningProgram hello = run("hello", "ada")) {
            assertThat(hello.status()).isEqualTo(7);
            assertThat(hello.standardError().lines())
                    .hasSize(5)
                    .anyMatch(line -> line.contains("no-zip.jar cannot be opened"))
                    .anyMatch(line -> line.contains("'Late Again'"))
                    .anyMatch(line -> line.contains("other.jar") && line.contains("not a subtype"))
                    .anyMatch(line -> line.contains("missing.jar") && line.contains("example.Missing"))
                    .anyMatch(line -> line.contains("options.jar") && line.contains("'--help'"));
        }
    }

    @Test
    void aModuleNeedsNoServiceFile() throws IOException {
        plugin("wave.jar", "wave", "context.print(\"waves\\n\"); return 0;");
        Files.delete(directory.resolve("wave.jar"));
        Files.delete(sources.resolve(SERVICE));
        Files.writeString(
                sources.resolve("module-info.java"),
                "module example { requires io.qmp.program; provides io.qmp.program.spi.Subcommand with example.Plugin; }");
        PluginJar.compile(
                sources,
                directory.resolve("module.jar"),
                classes -> {},
                PluginJar.location("io.qmp.program"),
                PluginJar.location("io.qmp.client"));

        try (RunningProgram wave = run("wave")) {
            assertThat(wave.status()).as(wave.standardError()).isZero();
            assertThat(wave.standardOutput()).isEqualTo("waves\n");
            assertThat(wave.standardError()).isEmpty();
        }
    }

    @Test
    void theProgramsOwnAreFoundWithoutALookAtPlugins() throws IOException {
        Files.writeString(directory.resolve("no-zip.jar"), "text");
        try (RunningProgram exec = run("exec", directory + "/nobody", "stop")) {
            assertThat(exec.status()).isEqualTo(3);
            assertThat(exec.standardError()).doesNotContain("no-zip");
        }
    }

    private RunningProgram run(String... words) {
        return RunningProgram.startWith(Map.of("QMP_PLUGINS", directory + File.pathSeparator + "/nowhere"), words);
    }

    private void plugin(String jar, String name, String body) throws IOException {
        plugin(jar, name, body, "");
    }

    private void plugin(String jar, String name, String body, String option) throws IOException {
        Files.createDirectories(sources.resolve("META-INF/services"));
        Files.writeString(sources.resolve(SERVICE), "example.Plugin\n");
        Files.writeString(sources.resolve("Plugin.java"), """
                package example;

                import io.qmp.program.*;
                import io.qmp.program.spi.*;
                import java.util.List;

                public final class Plugin implements Subcommand {
                    @Override
                    public String name() {
                        return "NAME";
                    }

                    @Override
                    public Syntax syntax() {
                        var name = new Syntax.Parameter("NAME", Syntax.Count.OPTIONAL, "Whom.");
                        return new Syntax("Greets, 100% of the time.", "", List.of(name), List.of(OPTION))
                                .withExamples(new Syntax.Example("qmp hello ada", "Greets ada."));
                    }

                    @Override
                    public int run(ToolLine line, ProgramContext context) throws InterruptedException {
                        BODY
                    }
                }
                """.replace("\"NAME\";", "\"" + name + "\";")
                .replace("OPTION)", option + ")")
                .replace("BODY", body));
        PluginJar.compile(
                sources,
                directory.resolve(jar),
                classes -> {},
                PluginJar.location("io.qmp.program"),
                PluginJar.location("io.qmp.client"));
    }
}
