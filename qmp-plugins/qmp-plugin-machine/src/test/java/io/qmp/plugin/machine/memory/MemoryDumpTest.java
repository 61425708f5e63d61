package io.qmp.plugin.machine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qmp.api.error.CommandFailedException;
import io.qmp.plugin.machine.config.HostFileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryDumpTest {
    private static final long MEMORY = 4096;

    private final MemoryDump dump = new MemoryDump(HostFileAccess.ANY);

    @TempDir
    private Path directory = Path.of("");

    private String file() {
        return directory.resolve("dump").toString();
    }

    @Test
    void savesZerosWhereverThatIs() throws IOException {
        dump.savePhysical(1500, file());
        assertThat(Files.readAllBytes(Path.of(file()))).isEqualTo(new byte[1500]);
    }

    @Test
    void replacesWhatWasThere() throws IOException {
        Files.writeString(Path.of(file()), "something");
        dump.saveVirtual(MEMORY - 2, 2, file(), MEMORY);
        assertThat(Files.readAllBytes(Path.of(file()))).isEqualTo(new byte[2]);
    }

    @Test
    void savesWhatComesBeforeTheEndOfMemory() throws IOException {
        assertThat(failure(() -> dump.saveVirtual(2048, 4096, file(), MEMORY)))
                .isEqualTo("Invalid addr 0x0000000000000800/size 4096 specified");
        assertThat(Files.size(Path.of(file()))).isEqualTo(2048);
        assertThat(failure(() -> dump.saveVirtual(-1, 1, file(), MEMORY)))
                .isEqualTo("Invalid addr 0xffffffffffffffff/size 1 specified");
        assertThat(Files.size(Path.of(file()))).isEqualTo(0);
    }

    @Test
    void saysWhyAFileCannotBeOpened() {
        String nowhere = directory.resolve("no/where").toString();
        assertThat(failure(() -> dump.savePhysical(1, nowhere)))
                .isEqualTo("Could not open '" + nowhere + "': No such file or directory");
        assertThat(failure(() -> dump.savePhysical(1, directory.toString())))
                .isEqualTo("Could not open '" + directory + "': Is a directory");
        assertThat(failure(() -> dump.savePhysical(1, ""))).isEqualTo("Could not open '': No such file or directory");
    }

    @Test
    void onlyPermittedFilesAreWritten() {
        MemoryDump limited = new MemoryDump(HostFileAccess.NONE);
        for (Consumer<String> save : List.<Consumer<String>>of(
                file -> limited.savePhysical(1, file), file -> limited.saveVirtual(0, 1, file, MEMORY))) {
            assertThat(failure(() -> save.accept(file()))).endsWith("the server gives clients access to no files");
        }
        assertThat(Path.of(file())).doesNotExist();
    }

    @Test
    void thereIsNoLessThanNothing() {
        assertThat(failure(() -> dump.savePhysical(-1, file())))
                .isEqualTo("Parameter 'size' expects a non-negative number");
        assertThat(failure(() -> dump.saveVirtual(0, -1, "/nope/x", MEMORY)))
                .isEqualTo("Could not open '/nope/x': No such file or directory");
    }

    private static String failure(Runnable save) {
        return assertThatExceptionOfType(CommandFailedException.class)
                .isThrownBy(save::run)
                .actual()
                .error()
                .desc();
    }
}
