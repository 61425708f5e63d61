package io.qmp.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLimitsTest {
    private final CommandLimits shipped = CommandLimits.shipped();

    @ParameterizedTest
    @CsvSource({
        "query-status, query-block",
        "stop, system_reset",
        "blockdev-add, blockdev-snapshot-sync",
        "device_add, device_del",
        "snapshot-save, pmemsave"
    })
    void commandsOfAClassHaveTheSameLimit(String one, String other) {
        assertEquals(shipped.of(one), shipped.of(other));
    }

    @Test
    void theLongestBeginningCounts() {
        assertEquals(shipped.of("stop"), shipped.of("block-job-cancel"));
        assertTrue(shipped.of("block_resize")
                        .hard()
                        .compareTo(shipped.of("block-job-cancel").hard())
                > 0);
    }

    @Test
    void unknownCommandsHaveTheDefault() {
        assertEquals(
                new CommandLimit(Duration.ofSeconds(5), Duration.ofSeconds(60)), shipped.of("__org.example_greet"));
    }

    @Test
    void aFileChangesSome() throws IOException {
        CommandLimits changed = shipped.with(
                new StringReader("limit.mine = 250ms 2h\nclass.mine = __org.example_* stop\nlimit.query = 1s 1m\n"));

        assertEquals(new CommandLimit(Duration.ofMillis(250), Duration.ofHours(2)), changed.of("__org.example_greet"));
        assertEquals(new CommandLimit(Duration.ofMillis(250), Duration.ofHours(2)), changed.of("stop"));
        assertEquals(new CommandLimit(Duration.ofSeconds(1), Duration.ofMinutes(1)), changed.of("query-status"));
        assertEquals(shipped.of("cont"), changed.of("cont"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit.x = 1s", "limit.x = 1 2", "limit.x = 0s 1s", "limit.x = 1s 2d", "limits.x = 1s 2s"})
    void refusesWhatIsNoLimit(String line) {
        assertThrows(IllegalArgumentException.class, () -> shipped.with(new StringReader(line)));
    }

    @Test
    void aReaderThatFailsFailsTheCaller() {
        Reader failing = new Reader() {
            @Override
            public int read(char[] characters, int from, int length) throws IOException {
                throw new IOException("foreign");
            }

            @Override
            public void close() {}
        };

        assertThrows(IOException.class, () -> CommandLimits.shipped().with(failing));
    }
}
