package io.qmp.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A stage within the test: command lines run on a thread of it. */
final class ProgramStage extends Stage {
    private static final Pattern WORD = Pattern.compile("'[^']*'|\\S+");

    private final VirtualTerminal terminal = new VirtualTerminal();
    private final Said said = new Said();
    private final Map<String, String> variables;
    private Optional<RunningProgram> running = Optional.empty();
    private boolean drawn;
    private int status;

    ProgramStage(Path directory) {
        variables = Map.of(
                "NO_COLOR", "1", "XDG_STATE_HOME", directory.resolve("state").toString());
    }

    @Override
    void type(String keys) {
        terminal.type(keys);
    }

    @Override
    boolean becomes(Predicate<String> wanted, Duration time) {
        return Screens.becomes(drawn ? terminal : said, this::text, wanted, time);
    }

    @Override
    String text() {
        String shown = drawn ? terminal.text() : said.text();
        return running.isPresent() ? shown : shown + status + " $\n";
    }

    @Override
    void start(String line) {
        drawn = Stage.draws(line);
        said.add(status + " $ " + line + "\n");
        List<String> words = new ArrayList<>(WORD.matcher(line)
                .results()
                .map(MatchResult::group)
                .map(word -> word.replace("'", ""))
                .toList());
        words.remove(0);
        running = Optional.of(RunningProgram.startOn(
                terminal.keys(), drawn ? terminal : said, said, variables, words.toArray(String[]::new)));
    }

    @Override
    void interrupt() {
        running.orElseThrow().signal(2);
    }

    @Override
    boolean endsWithin(Duration time) {
        RunningProgram program = running.orElseThrow();
        if (!program.endsWithin(time)) {
            return false;
        }
        running = Optional.empty();
        status = program.status();
        return true;
    }

    @Override
    public void close() {
        terminal.type("q\025\004"); // leaves top; empties the line of a shell, and leaves it
        running.ifPresent(RunningProgram::close);
    }

    /** What command lines and programs have written. */
    private static final class Said extends OutputStream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        void add(String text) {
            bytes.writeBytes(text.getBytes(UTF_8));
        }

        String text() {
            return bytes.toString(UTF_8);
        }

        @Override
        public synchronized void write(int octet) {
            bytes.write(octet);
            notifyAll();
        }
    }
}
