package io.qmp.transcript;

import io.qmp.api.Experimental;
import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.WireCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what other programs have recorded.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class TranscriptImport {
    private static final Pattern ARROW = Pattern.compile("^\\s*(->|<-)\\s*(.*)$");
    private static final Pattern INCUS = Pattern.compile("^\\[[^]]+] (?:QUERY|REPLY): (.*)$");

    private final WireCodec codec = WireCodec.installed();
    private final List<TranscriptEntry> entries = new ArrayList<>();

    private TranscriptImport() {}

    /**
     * {@return what a {@code .replies} file of libvirt's tests has: JSON objects of several lines, separated by empty
     * lines} They are requests and replies in turn, or replies alone; then the requests are not known. A reply behind a
     * request answers that, whatever its id. A greeting begins another connection. So does a negotiation that is not
     * the first one, whose reply has the first id again.
     *
     * @param reader has the file
     * @throws IOException if reading fails
     * @throws IllegalArgumentException if a part is no JSON object; the message has its line
     */
    public static Transcript replies(Reader reader) throws IOException {
        return RepliesOrder.of(new TranscriptImport().blocks(reader));
    }

    /**
     * {@return what the examples of a document have: requests behind {@code ->}, replies and events behind {@code <-}}
     * A message may go on in the next lines, until it is complete. Other lines are ignored.
     *
     * @param reader has the document
     * @throws IOException if reading fails
     * @throws IllegalArgumentException if a message is not complete before the next one; the message has its line
     */
    public static Transcript document(Reader reader) throws IOException {
        return new TranscriptImport().arrows(reader);
    }

    /**
     * {@return what a log of QMP has that Incus writes: a line with time, QUERY or REPLY, and the message} Other lines
     * are ignored.
     *
     * @param reader has the log
     * @throws IOException if reading fails
     * @throws IllegalArgumentException if a message is no JSON object; the message has its line
     */
    public static Transcript incusLog(Reader reader) throws IOException {
        return new TranscriptImport().log(reader);
    }

    /**
     * {@return what a file has: a transcript, or one of the other forms, whichever its lines look like}
     *
     * @param file the file
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it has none; the message names the line
     */
    public static Transcript any(Path file) throws IOException {
        String text = Files.readString(file);
        if (text.lines()
                .findFirst()
                .filter(line -> line.contains(TranscriptLines.MARK))
                .isPresent()) {
            return Transcript.read(new StringReader(text));
        } else if (text.lines().anyMatch(line -> INCUS.matcher(line).matches())) {
            return incusLog(new StringReader(text));
        } else if (text.lines().anyMatch(line -> ARROW.matcher(line).matches())) {
            return document(new StringReader(text));
        }
        Transcript transcript = replies(new StringReader(text));
        if (transcript.entries().isEmpty()) {
            throw new IllegalArgumentException("has no messages");
        }
        return transcript;
    }

    private Transcript blocks(Reader reader) throws IOException {
        StringBuilder block = new StringBuilder();
        int number = 0;
        BufferedReader lines = new BufferedReader(reader);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) {
                block.append(line).append('\n');
            } else if (!block.isEmpty()) {
                add(block.toString(), number);
                block.setLength(0);
            }
        }
        if (!block.isEmpty()) {
            add(block.toString(), number);
        }
        return transcript();
    }

    private Transcript arrows(Reader reader) throws IOException {
        StringBuilder message = new StringBuilder();
        int number = 0;
        BufferedReader lines = new BufferedReader(reader);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            Matcher arrow = ARROW.matcher(line);
            if (arrow.matches()) {
                if (!message.isEmpty()) {
                    add(message.toString(), number);
                }
                message.setLength(0);
                message.append(arrow.group(2));
            } else if (!message.isEmpty()) {
                message.append('\n').append(line);
            }
            if (!message.isEmpty() && isComplete(message.toString())) {
                add(message.toString(), number);
                message.setLength(0);
            }
        }
        if (!message.isEmpty()) {
            add(message.toString(), number);
        }
        return transcript();
    }

    private boolean isComplete(String text) {
        try {
            return codec.parse(text) instanceof QmpObject;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Transcript log(Reader reader) throws IOException {
        int number = 0;
        BufferedReader lines = new BufferedReader(reader);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            Matcher entry = INCUS.matcher(line);
            if (entry.matches()) {
                add(entry.group(1), number);
            }
        }
        return transcript();
    }

    private void add(String text, int line) {
        QmpObject message;
        try {
            message = (QmpObject) codec.parse(text.strip());
        } catch (IllegalArgumentException | ClassCastException e) {
            throw new IllegalArgumentException("line " + line + ": no JSON object ends here: " + e.getMessage(), e);
        }
        boolean request = message.get(WireNames.EXECUTE) != null || message.get(WireNames.EXEC_OOB) != null;
        entries.add(
                new TranscriptEntry(Duration.ZERO, 1, request ? Direction.TO_SERVER : Direction.TO_CLIENT, message));
    }

    private Transcript transcript() {
        return new Transcript("", List.of(), entries);
    }
}
