package io.qmp.app.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Which standard streams of the process are terminals. */
public final class Terminals {
    /** The number of standard input. */
    public static final int INPUT = 0;

    /** The number of standard output. */
    public static final int OUTPUT = 1;

    /** The number of standard error. */
    public static final int ERROR = 2;

    private Terminals() {}

    /**
     * {@return whether a standard stream is a terminal} Where the system does not say of each, whether both are.
     *
     * @param stream its number
     */
    public static boolean isTerminal(int stream) {
        Path link = Path.of("/proc/self/fd/" + stream);
        try {
            String target = Files.readSymbolicLink(link).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException e) {
            return System.console() != null;
        }
    }
}
