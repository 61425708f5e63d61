package io.qmp.app.serve;

import io.qmp.app.option.FileFailure;
import io.qmp.app.option.OptionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file of {@code -pidfile}: holds the number of this process while it runs. */
record PidFile(Path path) {
    /**
     * Writes it. The file is deleted when the JVM ends.
     *
     * @throws OptionException with QEMU's text if it cannot be written
     */
    void write() {
        try {
            Files.writeString(path, ProcessHandle.current().pid() + "\n");
        } catch (IOException e) {
            throw new OptionException(
                    "cannot create PID file: Could not create '" + path + "': " + FileFailure.reason(e));
        }
        path.toFile().deleteOnExit();
    }
}
