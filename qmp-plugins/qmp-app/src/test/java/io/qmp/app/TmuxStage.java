package io.qmp.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A stage in tmux, with bash and the program as it is installed. */
final class TmuxStage extends Stage {
    /** The status of the command before, and a dollar sign. */
    private static final Pattern PROMPT = Pattern.compile("(?m)^\\d+ \\$");

    private static final AtomicInteger STAGES = new AtomicInteger();

    private final String socket;
    private final Process control;
    /** The command line that draws on the screen; empty if none does. */
    private String drawn = "";

    /**
     * Starts tmux.
     *
     * @param launcher the program
     * @param directory where the files of the scene are
     */
    TmuxStage(Path launcher, Path directory) {
        socket = directory.resolve("tmux" + STAGES.incrementAndGet()).toString();
        Map<String, String> variables = Map.of(
                "PS1", "$? $ ",
                "NO_COLOR", "1",
                "TERM", "screen",
                "LANG", "C.UTF-8",
                "HOME", directory.toString(),
                "HISTFILE", "",
                "QMP_JAVA_OPTS", "-Xshare:auto", // no archive of classes is made, which goes on when the test has ended
                "PATH", launcher.toAbsolutePath().getParent() + ":/usr/bin:/bin");
        List<String> shell = new ArrayList<>(List.of("env", "-i"));
        variables.forEach((name, value) -> shell.add(name + "=" + value));
        shell.addAll(List.of("bash", "--norc", "--noprofile", "-i"));
        String bash = shell.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        String command = "stty -echoctl; exec " + bash; // Ctrl-C is not shown
        tmux("-f", "/dev/null", "new-session", "-d", "-x", "" + COLUMNS, "-y", "" + LINES, command);
        tmux("set-option", "-g", "window-size", "manual");
        tmux("set-option", "-g", "status", "off");
        tmux("resize-window", "-x", "" + COLUMNS, "-y", "" + LINES);
        control = process("-C", "attach");
        Thread thread = new Thread(this::listen, "tmux");
        thread.setDaemon(true);
        thread.start();
        awaitEnd();
    }

    /** Each line says that something has been shown. */
    private void listen() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(control.getInputStream(), UTF_8))) {
            while (lines.readLine() != null) {
                synchronized (this) {
                    notifyAll();
                }
            }
        } catch (IOException e) {
            // the stage is closed
        }
    }

    @Override
    void type(String keys) {
        List<String> words = new ArrayList<>(List.of("send-keys", "-H"));
        for (byte key : keys.getBytes(UTF_8)) {
            words.add(HexFormat.of().toHexDigits(key));
        }
        tmux(words.toArray(String[]::new));
    }

    @Override
    boolean becomes(Predicate<String> wanted, Duration time) {
        return Screens.becomes(this, this::text, wanted, time);
    }

    @Override
    void interrupt() {
        type("\003");
    }

    @Override
    String text() {
        String shown = (drawn.isEmpty()
                        ? tmux("capture-pane", "-p", "-J", "-S", "-")
                        : tmux("capture-pane", "-p", "-S", "-"))
                .lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"));
        int begin = drawn.isEmpty() || !shown.contains(drawn) ? 0 : shown.indexOf(drawn) + drawn.length() + 1;
        return shown.substring(Math.min(begin, shown.length())).stripTrailing() + "\n";
    }

    @Override
    void start(String line) {
        type(line + "\r");
        if (Stage.draws(line)) {
            drawn = line;
        } else {
            await(line, text -> text.contains(line));
        }
    }

    @Override
    boolean endsWithin(Duration time) {
        return becomes(
                text -> {
                    Matcher prompts = PROMPT.matcher(text);
                    int last = -1;
                    while (prompts.find()) {
                        last = prompts.end();
                    }
                    return last >= 0 && text.substring(last).isBlank();
                },
                time);
    }

    private String tmux(String... words) {
        try {
            return new String(process(words).getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process process(String... words) {
        List<String> command = new ArrayList<>(List.of("tmux", "-S", socket));
        command.addAll(List.of(words));
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        tmux("kill-server");
        control.destroy();
    }
}
