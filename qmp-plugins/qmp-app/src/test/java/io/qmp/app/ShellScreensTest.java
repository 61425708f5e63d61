package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shell on a terminal, against {@code serve}: what the screen shows is compared with golden screens. */
class ShellScreensTest {
    private static final String STOP =
            "{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"STOP\"}\r\n";

    @TempDir
    Path directory;

    private final VirtualTerminal terminal = new VirtualTerminal();
    private RunningProgram server = RunningProgram.start("--version");
    private String address = "";

    @BeforeEach
    void serve() {
        address = "unix:" + directory.resolve("web.sock");
        server = RunningProgram.start(
                "serve",
                "-qmp",
                address + ",server=on,wait=off",
                "-blockdev",
                "null-co,node-name=disk0",
                "-object",
                "iothread,id=thread0");
        server.line();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private RunningProgram shell(String... options) {
        String[] words = new String[options.length + 2];
        words[0] = "shell";
        words[1] = address;
        System.arraycopy(options, 0, words, 2, options.length);
        Map<String, String> variables = Map.of(
                "NO_COLOR", "1", "XDG_STATE_HOME", directory.resolve("state").toString());
        return RunningProgram.start(terminal.keys(), terminal, variables, words);
    }

    private void leave(RunningProgram shell) {
        terminal.type("exit\r");
        assertThat(shell.status()).isZero();
    }

    /** Waits for the prompt at the end of the screen, and types. */
    private VirtualTerminal prompt(String keys) {
        return terminal.await("a prompt", text -> text.stripTrailing().endsWith("(QMP)"))
                .type(keys);
    }

    private void complete(String text) {
        Stage.complete(
                () -> terminal.type("\t"),
                () -> Screens.becomes(terminal, terminal::text, screen -> screen.contains(text), Stage.ANOTHER_TRY));
        terminal.await(text);
    }

    @Test
    void completionOffersWhatExists() throws IOException {
        try (RunningProgram shell = shell()) {
            prompt("blockdev-add driver=raw fi\t").await("file");
            terminal.type("=");
            complete("file=disk0");
            terminal.type("\t\t").await("read-only=").type("\003");
            prompt("qom-get path=/objects/th");
            complete("/objects/thread0");
            terminal.type("prop\t").await("property=").type("poll-grow\r");
            prompt("");
            Golden.compare("shell-completion", terminal.text());
            leave(shell);
        }
    }

    @Test
    void problemsAreMarkedBeforeAnythingIsSent() throws IOException {
        try (RunningProgram shell = shell()) {
            prompt("qom-list pth=/\r").await("Send the same line");
            prompt("query-nme\r").await("did you mean");
            prompt("qom-list path=/ '\r").await("quote");
            prompt("device_del id=123\r").await("not found");
            prompt("explain blockdev-add.driver\r").await("enum");
            prompt("");
            Golden.compare("shell-problems", terminal.text());
            leave(shell);
        }
    }

    @Test
    void aLineOfManyProblemsShowsTheFirst() {
        StringBuilder line = new StringBuilder("blockdev-add {\"driver\": \"raw\", \"file\": \"disk0\"");
        for (int i = 0; line.length() < 2_000; i++) {
            line.append(", \"k").append(i).append("\": 1");
        }
        try (RunningProgram shell = shell()) {
            prompt(line + "}\r").await("more problems").await("Send the same line");
            prompt("query-name\r").await("{}");
            leave(shell);
        }
    }

    @Test
    void transactionsAreCollected() throws IOException {
        try (RunningProgram shell = shell()) {
            prompt("transaction(\r")
                    .await("TRANS>")
                    .type("blockdev-snapsho\t\t")
                    .await("internal");
            terminal.type("\003").await("a prompt", text -> text.stripTrailing().endsWith("TRANS>"));
            terminal.type("abort\r")
                    .await(
                            "the next prompt",
                            text -> text.contains("abort")
                                    && text.stripTrailing().endsWith("TRANS>"));
            terminal.type(")\r").await("abort");
            prompt("help\r").await("help, exit");
            prompt("");
            Golden.compare("shell-transaction", terminal.text());
            leave(shell);
        }
    }

    @Test
    void topIsDrawnUntilQIsTyped() throws IOException {
        Map<String, String> variables = Map.of("NO_COLOR", "1");
        try (RunningProgram top = RunningProgram.start(
                terminal.keys(), terminal, variables, "top", "--interval", "0.5", address, directory + "/none")) {
            terminal.await("running").await("no answer").await("q leaves").await(" %");
            Golden.compare("top", terminal.text().replaceAll("\\d+ %", "N %"));
            terminal.type("q");
            assertThat(top.status()).isZero();
        }
    }

    @Test
    void noKeyIsLostInAStormOfEvents() throws IOException {
        String typed = "qom-list path=/abcdefghijklmnopqrstuvwxyz0123456789";
        try (ScriptedServer storm = new ScriptedServer(directory.resolve("storm"))) {
            address = storm.address();
            try (RunningProgram shell = shell();
                    RawClient client = storm.acceptAndNegotiate()) {
                client.reply("\"error\": {\"class\": \"GenericError\", \"desc\": \"knows nothing\"}");
                prompt("");
                for (int i = 0; i < typed.length(); i++) {
                    client.send(STOP.repeat(20));
                    terminal.type(typed.substring(i, i + 1))
                            .await(typed.substring(0, i + 1).strip());
                }
                terminal.type("\r");
                assertThat(client.reply("\"return\": \"as typed\""))
                        .contains(typed.substring("qom-list path=".length()));
                terminal.await("as typed").await("more events");
                leave(shell);
            }
        }
    }

    @Test
    void aPeerThatDiesWhileTheShellWaitsIsConnectedAgain() throws IOException {
        try (ScriptedServer mortal = new ScriptedServer(directory.resolve("mortal"))) {
            address = mortal.address();
            try (RunningProgram shell = shell()) {
                try (RawClient client = mortal.acceptAndNegotiate()) {
                    client.reply("\"error\": {\"class\": \"GenericError\", \"desc\": \"knows nothing\"}");
                    prompt("query-name\r");
                    assertThat(client.read()).contains("query-name");
                }
                try (RawClient client = mortal.acceptAndNegotiate()) {
                    terminal.await("has ended").await("connected again");
                    prompt("query-status\r");
                    assertThat(client.reply("\"return\": \"alive\"")).contains("query-status");
                    terminal.await("alive");
                    leave(shell);
                }
            }
        }
    }

    @Test
    void withoutARoomForTheHistoryTheShellWorks() throws IOException {
        Files.writeString(directory.resolve("state"), "a file where a folder is wanted");
        try (RunningProgram shell = shell()) {
            prompt("query-name\r").await("{}");
            assertThat(shell.errorLine())
                    .isEqualTo(
                            "qmp: lines are not kept: " + directory.resolve("state/qmp/history") + ": Not a directory");
            leave(shell);
        }
    }

    @Test
    void wideAndCombiningCharactersKeepTheirPlace() throws IOException {
        try (RunningProgram shell = shell()) {
            prompt("qom-list path=/日本語e\u0301 nme=x\r").await("there is no member");
            prompt("qom-list path=/日本\r").await("not found");
            prompt("");
            Golden.compare("shell-wide", terminal.text());
            leave(shell);
        }
    }
}
