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

    private static final String PEERS = """
            # names
            web = /run/web.qmp
              web-agent=qga:/run/web.ga
            """;

    /** With {@code |} where bash splits a line into words beside spaces. */
    @ParameterizedTest
    @CsvSource({
        "pi, ping",
        "ping --c, --count",
        "ping --, --count --on-error --peer --help",
        "ping --on-error r, resume",
        "ping --count w, ''",
        "ping w, web web-agent",
        "ping --count 2 -q x w, web web-agent",
        "ping --peer w, web web-agent",
        "ping web w, web web-agent",
        "ping qga|:|w, web web-agent",
        "ping qga|:, web web-agent",
        "ping unix|:|w, ''",
        "job web w, ''",
        "job qga|:|web w, ''",
        "completion f, fish",
        "completion bash f, ''",
        "help pi, ping",
        "help ping --c, ''",
    })
    void bashCompletes(String line, String offered) throws Exception {
        assumeTrue(isInstalled("bash"), "bash is not installed");
        String[] words = ("qmp " + line).split("[ |]");
        String question = "source ./script; COMP_WORDS=(" + String.join(" ", words) + "); COMP_CWORD="
                + (words.length - 1) + "; _qmp; echo \"${COMPREPLY[*]}\"";

        assertThat(ask(CompletingShell.BASH, "bash", "-c", question)).isEqualTo(offered + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "pi, ping",
        "ping --c, --count",
        "ping --on-error r, resume",
        "ping w, web web-agent wide.sock",
        "ping --count 2 w, web web-agent wide.sock",
        "ping --peer w, web web-agent wide.sock",
        "ping web w, web web-agent wide.sock",
        "ping qga:we, qga:web qga:web-agent",
        "ping unix:wi, unix:wide.sock",
        "job web w, wide.sock",
        "completion f, fish",
        "completion bash f, ''",
        "help pi, ping",
        "help ping --c, ''",
    })
    void fishCompletes(String line, String offered) throws Exception {
        assumeTrue(isInstalled("fish"), "fish is not installed");
        String question = "source ./script; complete -C 'qmp " + line + "'";

        assertThat(ask(CompletingShell.FISH, "fish", "--no-config", "-c", question)
                        .lines()
                        .map(answer -> answer.split("\t")[0]))
                .containsExactlyInAnyOrder(offered.isEmpty() ? new String[0] : offered.split(" "));
    }

    /** Zsh completes on a terminal only: one of zsh's own, on which its function that adds matches prints these. */
    @ParameterizedTest
    @CsvSource({
        "pi, ping",
        "ping --c, --count",
        "ping --on-error r, resume",
        "ping w, web web-agent wide.sock",
        "ping --count 2 w, web web-agent wide.sock",
        "ping --peer w, web web-agent wide.sock",
        "ping web w, web web-agent wide.sock",
        "ping qga:we, web web-agent",
        "ping unix:wi, wide.sock",
        "job web w, wide.sock",
        "completion f, fish",
        "completion bash f, ''",
        "help pi, ping",
        "help ping --c, ''",
    })
    void zshCompletes(String line, String offered) throws Exception {
        assumeTrue(isInstalled("zsh"), "zsh is not installed");
        Files.writeString(directory.resolve("terminal"), """
                autoload -Uz compinit
                compinit -u -D
                source ./script
                compadd() {
                  if [[ " ${(j: :)@[1,(i)(-|--)]}" != *" -"[OAD]* ]]; then
                    local -a found
                    builtin compadd -A found "$@"
                    (( $#found )) && print -rl -- $found >>matches
                  fi
                  builtin compadd "$@"
                }
                answer() {
                  BUFFER="qmp LINE"
                  CURSOR=$#BUFFER
                  zle list-choices
                  exit
                }
                zle -N answer
                bindkey '^X' answer
                print ready
                """.replace("LINE", line));
        Files.writeString(directory.resolve("matches"), "");
        String question = """
                zmodload zsh/zpty
                zpty terminal zsh -f -i
                zpty -w terminal 'source ./terminal'
                zpty -r terminal said '*ready*'
                zpty -w -n terminal $'\\x18'
                while zpty -r terminal said; do :; done
                """;
        ask(CompletingShell.ZSH, "zsh", "-f", "-c", question);

        assertThat(Files.readAllLines(directory.resolve("matches")))
                .containsExactlyInAnyOrder(offered.isEmpty() ? new String[0] : offered.split(" "));
    }

    /** Asks a shell in a directory with the script, a file of peers and a socket. */
    private String ask(CompletingShell shell, String... command) throws Exception {
        Files.writeString(directory.resolve("script"), shell.script(commands()));
        Files.writeString(directory.resolve("wide.sock"), "");
        Files.createDirectories(directory.resolve(".config/qmp"));
        Files.writeString(directory.resolve(".config/qmp/peers"), PEERS);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(directory.toFile());
        builder.environment()
                .put("XDG_CONFIG_HOME", directory.resolve(".config").toString());
        builder.environment().put("HOME", directory.toString());
        builder.environment().put("TERM", "dumb");
        return output(builder);
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
                                        new Syntax.Option("--peer", "ADDRESS", NASTY),
                                        new Syntax.Option("-q", "SPEC", "", true)))
                        .withExamples(new Syntax.Example("qmp ping 'a==b'", NASTY)));
        Syntax.Parameter what = new Syntax.Parameter("COMMAND", Syntax.Count.REQUIRED, NASTY);
        commands.put("job", new Syntax("Runs.", "", List.of(address, what), List.of()));
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
        return output(new ProcessBuilder(command).redirectErrorStream(true));
    }

    private static String output(ProcessBuilder builder) throws Exception {
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return output;
    }
}
