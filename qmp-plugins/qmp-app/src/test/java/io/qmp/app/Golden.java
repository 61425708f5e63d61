package io.qmp.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts that were read by people and are compared with what the program prints now. They are in
 * {@code src/test/resources/io/qmp/app/screens}, and are made anew, to be read again, by a run of the tests with
 * {@code -Dqmp.screens=write}.
 */
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/io/qmp/app/screens");

    private Golden() {}

    /**
     * Compares a text with a file.
     *
     * @param name the name of the file without its ending; a folder may be before it
     * @param text what is printed now, without what differs from run to run
     */
    static void compare(String name, String text) {
        Path file = FOLDER.resolve(name + ".txt");
        try {
            if ("write".equals(System.getProperty("qmp.screens"))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, text);
            }
            assertThat(text).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
