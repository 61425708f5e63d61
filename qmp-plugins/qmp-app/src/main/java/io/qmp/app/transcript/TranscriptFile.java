package io.qmp.app.transcript;

import io.qmp.app.option.FileFailure;
import io.qmp.app.option.OptionException;
import io.qmp.transcript.Transcript;
import io.qmp.transcript.TranscriptImport;
import java.io.IOException;
import java.nio.file.Path;

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

    /** {@return that a file cannot be used} */
    static OptionException failure(String name, IOException e) {
        return new OptionException(name + ": " + FileFailure.reason(e));
    }
}
