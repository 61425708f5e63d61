package io.qmp.app.serve;

import io.qmp.app.process.Output;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The part of {@code -daemonize} that a JVM can do: the program's script runs it in the background. */
final class Daemon {
    /** The word that the script waits for on standard output. */
    private static final String READY = "ready";

    private Daemon() {}

    /** Says that the server is ready, and lets standard output and error go to {@code /dev/null} from now on. */
    static void detach(Output out) {
        out.println(READY);
        try {
            // A JVM that closes these descriptors opens /dev/null in their place.
            new FileOutputStream(FileDescriptor.out).close();
            new FileOutputStream(FileDescriptor.err).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
