package io.qmp.server.descriptor;

import io.qmp.api.spi.DescriptorStore.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The mode in which a file of this process was opened. */
final class OpenMode {
    private static final String FLAGS = "flags:";
    private static final int OCTAL = 8;
    private static final int ACCESS_MODE = 3;

    private OpenMode() {}

    /** {@return how a descriptor was opened; empty where the system does not tell} Linux does. */
    static Optional<Access> of(int number) {
        try {
            return Files.readAllLines(Path.of("/proc/self/fdinfo/" + number)).stream()
                    .filter(line -> line.startsWith(FLAGS))
                    .findFirst()
                    .map(line ->
                            (int) Long.parseLong(line.substring(FLAGS.length()).strip(), OCTAL) & ACCESS_MODE)
                    .filter(mode -> mode < Access.values().length)
                    .map(mode -> Access.values()[mode]); // O_RDONLY, O_WRONLY, O_RDWR
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
