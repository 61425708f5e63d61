package io.qmp.app.archive;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The classes that a JVM before JDK 24 has written down for an archive, a line for each, and what its lambdas are.
 *
 * @param file where they are
 */
record ClassList(Path file) {
    /** The format of Java 6, the first that a JVM verifies and links when it makes an archive. */
    private static final int LINKED = 50;

    /**
     * Leaves out classes of older formats, and lambdas that refer to one. JDK 17 takes them from the archive without
     * their tables of methods, if they are of the boot class path, and cannot call their abstract methods then.
     */
    void leaveOutOldFormats() throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> old = new ArrayList<>();
        for (String line : lines) {
            String name = line.split(" ", 2)[0];
            if (isOld(name)) {
                old.add(name);
            }
        }
        lines.removeIf(line -> old.stream().anyMatch(line::contains));
        Files.write(file, lines);
    }

    /** {@return whether this is the name of a class whose file has an older format} */
    private static boolean isOld(String name) throws IOException {
        try (InputStream bytes = ClassLoader.getSystemResourceAsStream(name + ".class")) {
            if (bytes == null) {
                return false; // a comment, a lambda, or a class that the JDK has made
            }
            DataInputStream data = new DataInputStream(bytes);
            data.skipBytes(6); // magic number and minor version
            return data.readUnsignedShort() < LINKED;
        }
    }
}
