package io.qmp.program.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.qmp.program.Syntax;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Scripts for shells, and pages for {@code man}, of texts with all that means something there. */
class ScriptsTest {
    private static final String NASTY = "It's [a] \"test\": 100% of $HOME `x` \\ '.";

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void shellsReadTheirScripts(CompletingShell shell) throws Exception {
        String program = shell.name().toLowerCase(java.util.Locale.ROOT);
        assumeTrue(isInstalled(program), program + " is not installed");
        Path script = Files.writeString(directory.resolve("script"), shell.script(commands()));

        assertThat(run(program, "-n", script.toString())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1, pi, ping",
        "2, ping --c, --count",
        "2, ping --, --count --on-error --help",
        "3, ping --on-error r, resume",
        "2, completion f, fish",
        "2, help pi, ping",
    })
    void bashCompletes(int word, String line, String offered) throws Exception {
        assumeTrue(isInstalled("bash"), "bash is not installed");
        Path script = Files.writeString(directory.resolve("script"), CompletingShell.BASH.script(commands()));
        String question = "source " + script + "; COMP_WORDS=(qmp " + line + "); COMP_CWORD=" + word
                + "; _qmp; echo \"${COMPREPLY[*]}\"";

        assertThat(run("bash", "-c", question)).isEqualTo(offered + "\n");
    }

    @Test
    void fishNamesOptionsByTheirKind() {
        assertThat(CompletingShell.FISH.script(commands())).contains(" -l count -r", " -s q -r", " -a 'resume cancel'");
    }

    @Test
    void manReadsThePagesWithoutAWarning() throws Exception {
        assumeTrue(isInstalled("groff"), "groff is not installed");
        Map<String, Syntax> commands = commands();
        String page = ManualPage.of("qmp 1", "ping", commands.get("ping"), Map.of("0", "success", "1", NASTY));
        String shown = run("groff", write("qmp-ping.1", page));
        assertThat(shown).doesNotContain("warning").contains("--count N", NASTY, "qmp ping 'a==b'");
        assertThat(run("groff", write("qmp.1", ManualPage.ofProgram("qmp 1", NASTY, commands))))
                .doesNotContain("warning")
                .contains("qmp-ping(1)");
        String text = ManualPage.ofText("qmp 1", "serve", NASTY, List.of(".first", "", "  -qmp SPEC  " + NASTY, "'"));
        assertThat(run("groff", write("qmp-serve.1", text)))
                .doesNotContain("warning")
                .contains(".first", "  -qmp SPEC  " + NASTY);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private static String run(String program, Path page) throws Exception {
        return run(program, "-man", "-Tascii", "-P-cbou", "-ww", "-rLL=200n", page.toString());
    }

    private static Map<String, Syntax> commands() {
        Syntax.Parameter address = new Syntax.Parameter("ADDRESS", Syntax.Count.REQUIRED, NASTY);
        Map<String, Syntax> commands = new LinkedHashMap<>();
        commands.put(
                "ping",
                new Syntax(
                                NASTY,
                                "." + NASTY,
                                List.of(address, new Syntax.Parameter("MORE", Syntax.Count.ANY, ".")),
                                List.of(
                                        new Syntax.Option("--count", "N", NASTY),
                                        new Syntax.Option("--on-error", "resume|cancel", NASTY),
                                        new Syntax.Option("-q", "SPEC", "", true)))
                        .withExamples(new Syntax.Example("qmp ping 'a==b'", NASTY)));
        Syntax.Parameter shell = new Syntax.Parameter("bash|zsh|fish", Syntax.Count.REQUIRED, "");
        commands.put("completion", new Syntax("Prints.", "", List.of(shell), List.of()));
        Syntax.Parameter command = new Syntax.Parameter(CompletingShell.SUBCOMMAND, Syntax.Count.OPTIONAL, "");
        commands.put("help", new Syntax("Helps.", "", List.of(command), List.of()));
        return commands;
    }

    private static boolean isInstalled(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return output;
    }
}
