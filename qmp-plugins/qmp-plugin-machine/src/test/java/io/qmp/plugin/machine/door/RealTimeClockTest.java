package io.qmp.plugin.machine.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.local.ManualEventLoop;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RealTimeClockTest {
    private final ManualEventLoop host = new ManualEventLoop(Instant.parse("2026-12-31T23:59:58Z"));
    private final List<Long> changes = new ArrayList<>();
    private final RealTimeClock clock = new RealTimeClock(host, changes::add);

    /** Decimal digits of four bits each; registers of hours are of 24. */
    @ParameterizedTest
    @CsvSource({"0, 0x58", "2, 0x59", "4, 0x23", "7, 0x31", "8, 0x12", "9, 0x26", "0x0b, 2", "0x20, 0"})
    void registersShowTheHostsTime(String register, String digits) {
        assertThat(read(Integer.decode(register))).isEqualTo(Integer.decode(digits));
    }

    @Test
    void clockGoesOnWithTheHosts() {
        host.advance(Duration.ofSeconds(2));
        assertThat(read(0)).isEqualTo(0);
        assertThat(read(8)).isEqualTo(1);
        assertThat(read(9)).isEqualTo(0x27);
    }

    @Test
    void guestSetsOneRegisterAtATime() {
        write(4, 0x22);
        write(9, 0x25);
        assertThat(read(4)).isEqualTo(0x22);
        assertThat(read(9)).isEqualTo(0x25);
        assertThat(changes).isEqualTo(List.of(-3600L, -3600L - 365 * 86_400L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0x60", "4 0x24", "7 0x32", "8 0x13", "8 0", "0x20 1", "9 0xff"})
    void valuesThatAreNoTimesAreIgnored(String text) {
        String[] words = text.split(" ");
        write(Integer.decode(words[0]), Integer.decode(words[1]));
        assertThat(changes).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE - (1L << 40), Long.MIN_VALUE, 0, -1})
    void anyOffsetIsATime(long offset) {
        clock.set(offset);
        assertThat(changes).isEqualTo(List.of(offset));
        for (int register = 0; register < 10; register++) {
            read(register);
        }
    }

    private int read(int register) {
        clock.select(register);
        return clock.read();
    }

    private void write(int register, int digits) {
        clock.select(register);
        clock.write(digits);
    }
}
