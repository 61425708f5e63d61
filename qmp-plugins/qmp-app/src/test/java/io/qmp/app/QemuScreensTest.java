package io.qmp.app;

import io.qmp.app.LivePeer.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each subcommand on a terminal, with programs of QEMU's: {@link LivePeer} says which. With
 * {@code -Dqmp.tmux=FILE}, where {@code FILE} is the launcher of an image, the terminal is tmux.
 */
@Tag("qemu")
class QemuScreensTest {
    @TempDir(factory = Scenes.Folders.class)
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "7.2, MACHINE", "7.2, STORAGE", "7.2, AGENT",
        "10.0, MACHINE", "10.0, STORAGE", "10.0, AGENT",
        "11.1, MACHINE", "11.1, STORAGE", "11.1, AGENT"
    })
    void aUserSeesWhatHappens(String release, Kind kind) throws IOException {
        try (LivePeer peer = LivePeer.start(release, kind, directory)) {
            String folder = "qemu-" + release + "-" + kind.name().toLowerCase(Locale.ROOT);
            new Scenes(directory, folder, peer::execute).play(kind, true);
        }
    }
}
