package io.qmp.app.transcript;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.qmp.app.option.FileFailure;
import io.qmp.app.option.OptionException;
import io.qmp.transcript.Transcript;
import io.qmp.transcript.TranscriptImport;
import io.qmp.transcript.TranscriptRecorder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;

/** The files of the command line. */
final class TranscriptFile {
    private TranscriptFile() {}

    /**
     * {@return the transcript in a file, or in one of the forms that can be imported}
     *
     * @throws OptionException if it cannot be read, or is of no such form
     */
    static Transcript read(String name) {
        try {
            return TranscriptImport.any(Path.of(name));
        } catch (IOException e) {
            throw failure(name, e);
        } catch (IllegalArgumentException e) {
            throw new OptionException(name + ": " + e.getMessage());
        }
    }

    /**
     * {@return a recorder that writes a file, which is replaced if it exists}
     *
     * @param peer the server, for people
     * @throws OptionException if it cannot be written
     */
    static TranscriptRecorder write(String name, String peer) {
        try {
            return new TranscriptRecorder(Files.newBufferedWriter(Path.of(name), UTF_8), peer, Clock.systemUTC());
        } catch (IOException e) {
            throw failure(name, e);
        } catch (UncheckedIOException e) { // the recorder begins to write
            throw failure(name, Objects.requireNonNull(e.getCause()));
        }
    }

    private static OptionException failure(String name, IOException e) {
        return new OptionException(name + ": " + FileFailure.reason(e));
    }
}
