package io.qmp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        assertThat(shipped.of(other)).isEqualTo(shipped.of(one));
    }

    @Test
    void theLongestBeginningCounts() {
        assertThat(shipped.of("block-job-cancel")).isEqualTo(shipped.of("stop"));
        assertThat(shipped.of("block_resize")
                                .hard()
                                .compareTo(shipped.of("block-job-cancel").hard())
                        > 0)
                .isTrue();
    }

    @Test
    void unknownCommandsHaveTheDefault() {
        assertThat(shipped.of("__org.example_greet"))
                .isEqualTo(new CommandLimit(Duration.ofSeconds(5), Duration.ofSeconds(60)));
    }

    @Test
    void aFileChangesSome() throws IOException {
        CommandLimits changed = shipped.with(
                new StringReader("limit.mine = 250ms 2h\nclass.mine = __org.example_* stop\nlimit.query = 1s 1m\n"));

        assertThat(changed.of("__org.example_greet"))
                .isEqualTo(new CommandLimit(Duration.ofMillis(250), Duration.ofHours(2)));
        assertThat(changed.of("stop")).isEqualTo(new CommandLimit(Duration.ofMillis(250), Duration.ofHours(2)));
        assertThat(changed.of("query-status"))
                .isEqualTo(new CommandLimit(Duration.ofSeconds(1), Duration.ofMinutes(1)));
        assertThat(changed.of("cont")).isEqualTo(shipped.of("cont"));
    }

    @Test
    void namesThatClientsInventAreNotKeptWithoutEnd() {
        for (int i = 0; i < 100_000; i++) {
            assertThat(shipped.of("invented-" + i)).isEqualTo(shipped.of("__org.example_greet"));
        }
        assertThat(shipped.remembered()).isLessThanOrEqualTo(1024);
        assertThat(shipped.of("query-status")).as("found anew").isEqualTo(shipped.of("query-block"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit.x = 1s", "limit.x = 1 2", "limit.x = 0s 1s", "limit.x = 1s 2d", "limits.x = 1s 2s"})
    void refusesWhatIsNoLimit(String line) {
        assertThatThrownBy(() -> shipped.with(new StringReader(line))).isInstanceOf(IllegalArgumentException.class);
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

        assertThatThrownBy(() -> CommandLimits.shipped().with(failing)).isInstanceOf(IOException.class);
    }
}
