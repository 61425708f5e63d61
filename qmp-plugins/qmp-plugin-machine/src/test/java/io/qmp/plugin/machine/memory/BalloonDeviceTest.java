package io.qmp.plugin.machine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.event.EventData;
import io.qmp.plugin.qemu.event.BalloonChangeEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BalloonDeviceTest {
    private static final long MEMORY = 1 << 20;

    private final List<EventData> events = new ArrayList<>();
    private final BalloonDevice balloon = new BalloonDevice(MEMORY, events::add, "Parameter 'value' expects a size");

    @Test
    void guestHasAllMemoryInTheBeginning() {
        assertThat(balloon.actual()).isEqualTo(MEMORY);
        assertThat(balloon.target()).isEqualTo(MEMORY);
    }

    @ParameterizedTest
    @CsvSource({"1, 4096", "4096, 4096", "4097, 8192", "1048575, 1048576", "1048576, 1048576", "9999999, 1048576"})
    void sizesAreWholePagesUpToTheMemory(long asked, long expected) {
        balloon.request(asked);
        assertThat(balloon.target()).isEqualTo(expected);
        assertThat(balloon.actual()).isEqualTo(MEMORY);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void sizeIsPositive(long asked) {
        assertThat(assertThatExceptionOfType(CommandFailedException.class)
                        .isThrownBy(() -> balloon.request(asked))
                        .actual()
                        .error()
                        .desc())
                .isEqualTo("Parameter 'value' expects a size");
        assertThat(balloon.target()).isEqualTo(MEMORY);
    }

    @Test
    void changeOfTheGuestIsReportedOnce() {
        balloon.resize(8192);
        balloon.resize(8192);
        assertThat(events).isEqualTo(List.of(new BalloonChangeEvent(8192)));
        balloon.resize(-5);
        assertThat(balloon.actual()).isEqualTo(0);
    }

    @Test
    void driverLearnsOfEachRequest() {
        List<Long> targets = new ArrayList<>();
        balloon.driver(() -> targets.add(balloon.target()));
        balloon.request(4096);
        balloon.request(8192);
        assertThat(targets).isEqualTo(List.of(4096L, 8192L));
    }
}
