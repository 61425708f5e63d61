package io.qmp.app.shell;

import io.qmp.app.process.Colors;
import io.qmp.shell.Completion;
import io.qmp.shell.SchemaCompleter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The shell on a terminal: keys, completion, history, and events above the line. */
public final class TerminalShell implements Screen {
    /** Styles of completion that have colors, and how they are without. */
    private static final Map<String, String> WITHOUT_COLOR = Map.of(
            LineReader.COMPLETION_STYLE_STARTING, "bold",
            LineReader.COMPLETION_STYLE_LIST_STARTING, "bold",
            LineReader.COMPLETION_STYLE_DESCRIPTION, "faint",
            LineReader.COMPLETION_STYLE_LIST_DESCRIPTION, "faint",
            LineReader.COMPLETION_STYLE_GROUP, "bold",
            LineReader.COMPLETION_STYLE_LIST_GROUP, "bold");

    private final Terminal terminal;
    private final boolean color;
    private LineReader reader;

    private TerminalShell(Terminal terminal, boolean color) {
        this.terminal = terminal;
        this.color = color;
        this.reader = LineReaderBuilder.builder().terminal(terminal).build();
    }

    /** {@return the terminal of this process; one without abilities if there is no other} */
    public static TerminalShell ofProcess(boolean color) throws IOException {
        return new TerminalShell(
                TerminalBuilder.builder().name("qmp").system(true).dumb(true).build(), color);
    }

    /** {@return a terminal whose keys and screen are streams} */
    public static TerminalShell over(InputStream keys, OutputStream screen, boolean color) throws IOException {
        return new TerminalShell(StreamTerminal.over(keys, screen), color);
    }

    /**
     * Reads and runs lines until the last.
     *
     * @param historyFile keeps the lines; without it they are there until the end
     */
    public void run(ShellSession session, Optional<Path> historyFile) throws InterruptedException, IOException {
        LineReaderBuilder builder = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("qmp")
                .parser((line, cursor, context) -> new CursorWord(line, cursor))
                .completer((any, word, candidates) -> session.complete(word.line(), word.cursor())
                        .forEach(offered -> candidates.add(candidate(offered))))
                .history(new SafeHistory(session))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true);
        historyFile.ifPresent(file -> builder.variable(LineReader.HISTORY_FILE, file));
        reader = builder.build();
        if (!color) {
            WITHOUT_COLOR.forEach(reader::setVariable);
        }
        terminal.handle(Terminal.Signal.INT, signal -> session.giveUp());
        boolean more = true;
        boolean interrupted = false;
        while (more) {
            try {
                more = session.run(reader.readLine(session.prompt()));
                interrupted = false;
            } catch (UserInterruptException e) {
                more = !interrupted || !e.getPartialLine().isEmpty();
                interrupted = e.getPartialLine().isEmpty();
                if (more && interrupted) {
                    note("Ctrl-C again, or exit, leaves.");
                }
            } catch (EndOfFileException e) {
                more = false;
            }
        }
        terminal.close();
    }

    private static Candidate candidate(Completion offered) {
        String help = (offered.help()
                        + (offered.deprecated() ? " deprecated" : "")
                        + (offered.unstable() ? " unstable" : ""))
                .strip();
        return new Candidate(
                offered.text(), offered.text(), null, help.isEmpty() ? null : help, null, null, offered.isWhole());
    }

    @Override
    public void result(String text) {
        reader.printAbove(text);
    }

    @Override
    public void note(String text) {
        reader.printAbove(new Colors(color).failure(text));
    }

    @Override
    public void above(String text) {
        reader.printAbove(text);
    }

    /** A history without secrets. */
    private static final class SafeHistory extends DefaultHistory {
        private final ShellSession session;

        SafeHistory(ShellSession session) {
            this.session = session;
        }

        @Override
        public void add(Instant time, String line) {
            super.add(time, RedactedLine.of(line, session.syntax()));
        }
    }

    /** The word before the cursor, as completion replaces it. */
    private record CursorWord(String line, int cursor) implements CompletingParsedLine {
        private int start() {
            return SchemaCompleter.wordStart(line, cursor);
        }

        @Override
        public String word() {
            return line.substring(start(), cursor);
        }

        @Override
        public int wordCursor() {
            return cursor - start();
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate; // candidates are as they are typed
        }

        @Override
        public int rawWordCursor() {
            return wordCursor();
        }

        @Override
        public int rawWordLength() {
            return word().length();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word());
        }
    }
}
