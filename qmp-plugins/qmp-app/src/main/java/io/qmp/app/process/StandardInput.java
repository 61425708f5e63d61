package io.qmp.app.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** What standard input is. */
public final class StandardInput {
    private static final Path FILE = Path.of("/proc/self/fd/0");

    private StandardInput() {}

    /** {@return whether a stream is that of the process, and has been given to it: as a pipe, a file or a socket} */
    public static boolean isGiven(InputStream in) {
        if (in != System.in) {
            return false;
        }
        try {
            String file = Files.readSymbolicLink(FILE).toString();
            return !file.equals("/dev/null") && !file.startsWith("/dev/tty") && !file.startsWith("/dev/pts/");
        } catch (IOException e) {
            return false; // not on this system: it has to be asked for
        }
    }
}
