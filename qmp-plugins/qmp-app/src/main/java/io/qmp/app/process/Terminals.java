package io.qmp.app.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which standard streams are terminals. */
@FunctionalInterface
public interface Terminals {
    /** The number of standard input. */
    int INPUT = 0;

    /** The number of standard output. */
    int OUTPUT = 1;

    /** The number of standard error. */
    int ERROR = 2;

    /** No stream is one. */
    Terminals NONE = stream -> false;

    /**
     * {@return whether a standard stream is a terminal}
     *
     * @param stream its number
     */
    boolean isTerminal(int stream);

    /** {@return the terminals of this process} Where the system does not say of each stream, whether all are. */
    static Terminals ofProcess() {
        return stream -> {
            try {
                String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + stream))
                        .toString();
                return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
            } catch (IOException e) {
                return System.console() != null;
            }
        };
    }
}
