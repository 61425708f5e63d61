package io.qmp.app.shell;

import io.qmp.shell.Completion;
import io.qmp.shell.SchemaCompleter;
import io.qmp.shell.ValueSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The shell on a terminal: keys, completion, history, and events above the line. */
public final class TerminalShell implements Screen {
    private final Terminal terminal;
    private LineReader reader;

    private TerminalShell(Terminal terminal) {
        this.terminal = terminal;
        this.reader = LineReaderBuilder.builder().terminal(terminal).build();
    }

    /** Opens the terminal of this process; one without abilities if there is no other. */
    public static TerminalShell open() throws IOException {
        return new TerminalShell(
                TerminalBuilder.builder().name("qmp").system(true).dumb(true).build());
    }

    /** Reads and runs lines until the last. */
    public void run(ShellSession session, ValueSource live, Path historyFile) throws InterruptedException, IOException {
        makePrivate(historyFile);
        reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("qmp")
                .parser((line, cursor, context) -> new CursorWord(line, cursor))
                .completer((any, word, candidates) -> complete(session, live, word, candidates))
                .history(new SafeHistory(session))
                .variable(LineReader.HISTORY_FILE, historyFile)
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
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

    private static void complete(ShellSession session, ValueSource live, ParsedLine line, List<Candidate> candidates) {
        session.schema()
                .ifPresent(schema -> new SchemaCompleter(schema, live)
                        .complete(line.line(), line.cursor(), session.syntax())
                        .forEach(offered -> candidates.add(candidate(offered))));
    }

    private static Candidate candidate(Completion offered) {
        String help = (offered.help()
                        + (offered.deprecated() ? " deprecated" : "")
                        + (offered.unstable() ? " unstable" : ""))
                .strip();
        return new Candidate(
                offered.text(), offered.text(), null, help.isEmpty() ? null : help, null, null, offered.isWhole());
    }

    private static void makePrivate(Path file) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        if (Files.notExists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    @Override
    public void result(String text) {
        reader.printAbove(text);
    }

    @Override
    public void note(String text) {
        reader.printAbove(text);
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

    /** {@return where the history is kept} */
    public static Path historyFile(Optional<String> stateFolder, String home) {
        return stateFolder
                .map(Path::of)
                .orElse(Path.of(home, ".local", "state"))
                .resolve("qmp")
                .resolve("history");
    }
}
