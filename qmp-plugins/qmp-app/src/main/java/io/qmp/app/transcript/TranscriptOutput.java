package io.qmp.app.transcript;

import io.qmp.app.option.OptionException;
import io.qmp.transcript.TranscriptRecorder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

/** A transcript that is written to a file. What the file had is replaced only when all else is ready. */
final class TranscriptOutput {
    private final String name;
    private final ReplacedFile file;
    private final TranscriptRecorder recorder;

    private TranscriptOutput(String name, ReplacedFile file, String peer) {
        this.name = name;
        this.file = file;
        this.recorder = new TranscriptRecorder(file, peer, Clock.systemUTC());
    }

    /**
     * {@return a transcript for a file, which is opened, and made if it does not exist}
     *
     * @param peer the server, for people
     * @throws OptionException if the file cannot be written
     */
    static TranscriptOutput open(String name, String peer) {
        try {
            return new TranscriptOutput(name, ReplacedFile.open(Path.of(name)), peer);
        } catch (IOException e) {
            throw TranscriptFile.failure(name, e);
        }
    }

    TranscriptRecorder recorder() {
        return recorder;
    }

    /**
     * Replaces what the file has.
     *
     * @throws OptionException if it cannot be written
     */
    void replace() {
        try {
            file.replace();
        } catch (IOException e) {
            throw TranscriptFile.failure(name, e);
        }
    }

    /**
     * Closes the file; leaves it as it was, if it was not replaced.
     *
     * @throws OptionException if it cannot be written
     */
    void close() {
        try {
            recorder.close();
        } catch (IOException e) {
            throw TranscriptFile.failure(name, e);
        }
    }
}
