package io.qmp.plugin.machine.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.qmp.api.error.CommandFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryDumpTest {
    private static final long MEMORY = 4096;

    @TempDir
    private Path directory = Path.of("");

    private String file() {
        return directory.resolve("dump").toString();
    }

    @Test
    void savesZerosWhereverThatIs() throws IOException {
        MemoryDump.savePhysical(1500, file());
        assertArrayEquals(new byte[1500], Files.readAllBytes(Path.of(file())));
    }

    @Test
    void replacesWhatWasThere() throws IOException {
        Files.writeString(Path.of(file()), "something");
        MemoryDump.saveVirtual(MEMORY - 2, 2, file(), MEMORY);
        assertArrayEquals(new byte[2], Files.readAllBytes(Path.of(file())));
    }

    @Test
    void savesWhatComesBeforeTheEndOfMemory() throws IOException {
        assertEquals(
                "Invalid addr 0x0000000000000800/size 4096 specified",
                failure(() -> MemoryDump.saveVirtual(2048, 4096, file(), MEMORY)));
        assertEquals(2048, Files.size(Path.of(file())));
        assertEquals(
                "Invalid addr 0xffffffffffffffff/size 1 specified",
                failure(() -> MemoryDump.saveVirtual(-1, 1, file(), MEMORY)));
        assertEquals(0, Files.size(Path.of(file())));
    }

    @Test
    void saysWhyAFileCannotBeOpened() {
        String nowhere = directory.resolve("no/where").toString();
        assertEquals(
                "Could not open '" + nowhere + "': No such file or directory",
                failure(() -> MemoryDump.savePhysical(1, nowhere)));
        assertEquals(
                "Could not open '" + directory + "': Is a directory",
                failure(() -> MemoryDump.savePhysical(1, directory.toString())));
        assertEquals("Could not open '': No such file or directory", failure(() -> MemoryDump.savePhysical(1, "")));
    }

    @Test
    void thereIsNoLessThanNothing() {
        assertEquals(
                "Parameter 'size' expects a non-negative number", failure(() -> MemoryDump.savePhysical(-1, file())));
    }

    private static String failure(Runnable save) {
        return assertThrows(CommandFailedException.class, save::run).error().desc();
    }
}
