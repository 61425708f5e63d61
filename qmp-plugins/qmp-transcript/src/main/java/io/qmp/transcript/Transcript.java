package io.qmp.transcript;

import io.qmp.api.Experimental;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.WireCodec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The messages between a server and its clients.
 *
 * <p>As a file it has one JSON object a line, in UTF-8: a header, then each message.
 *
 * <pre>{@code
 * {"qmp-transcript": 1, "peer": "unix:/run/vm.sock", "redacted": ["argument set_password password"]}
 * {"t": 0.001, "c": 1, "d": "<", "m": {"QMP": {"version": …, "capabilities": ["oob"]}}}
 * {"t": 0.002, "c": 1, "d": ">", "m": {"execute": "qmp_capabilities"}}
 * }</pre>
 *
 * <p>{@code t} is the time in seconds since the begin, {@code c} the connection, {@code d} who has sent it: {@code >}
 * the client, {@code <} the server. {@code raw} in place of {@code m} is what is no message; {@code fds} the number of
 * descriptors that came with it, if there were some. Unknown members are ignored.
 *
 * @param peer the server, for people
 * @param redacted the places whose values are hidden, as {@link io.qmp.api.secret.Redaction#places} lists them
 * @param entries the messages, in order
 * @since 0.1
 */
@Experimental(since = "0.1")
public record Transcript(String peer, List<String> redacted, List<TranscriptEntry> entries) {
    /** Copies the lists. */
    public Transcript {
        redacted = List.copyOf(redacted);
        entries = List.copyOf(entries);
    }

    /** {@return the first greeting, as the value of its member {@code QMP}} */
    public Optional<QmpObject> greeting() {
        return entries.stream()
                .map(TranscriptEntry::message)
                .flatMap(message ->
                        message == null ? Optional.<QmpObject>empty().stream() : message.object("QMP").stream())
                .findFirst();
    }

    /**
     * {@return the transcript in a file}
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if it is no transcript; the message names the line
     */
    public static Transcript read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return read(reader);
        }
    }

    /**
     * {@return the transcript that a reader has}
     *
     * @throws IOException if reading fails
     * @throws IllegalArgumentException if it is no transcript; the message names the line
     */
    public static Transcript read(Reader reader) throws IOException {
        TranscriptLines lines = new TranscriptLines(WireCodec.installed());
        BufferedReader buffered = new BufferedReader(reader);
        int number = 1;
        try {
            Transcript empty =
                    lines.header(Optional.ofNullable(buffered.readLine()).orElse(""));
            List<TranscriptEntry> entries = new ArrayList<>();
            for (String line = buffered.readLine(); line != null; line = buffered.readLine()) {
                number++;
                if (!line.isBlank()) {
                    entries.add(lines.entry(line));
                }
            }
            return new Transcript(empty.peer, empty.redacted, entries);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
        }
    }

    /**
     * Writes the transcript to a file, which is replaced if it exists.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            write(writer);
        }
    }

    /**
     * Writes the transcript.
     *
     * @throws IOException if writing fails
     */
    public void write(Writer writer) throws IOException {
        TranscriptLines lines = new TranscriptLines(WireCodec.installed());
        writer.write(lines.header(this));
        for (TranscriptEntry entry : entries) {
            writer.write(lines.entry(entry));
        }
        writer.flush();
    }
}
