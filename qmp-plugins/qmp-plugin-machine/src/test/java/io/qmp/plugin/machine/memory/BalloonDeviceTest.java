package io.qmp.plugin.machine.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

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
    private final BalloonDevice balloon = new BalloonDevice(MEMORY, events::add);

    @Test
    void guestHasAllMemoryInTheBeginning() {
        assertEquals(MEMORY, balloon.actual());
        assertEquals(MEMORY, balloon.target());
    }

    @ParameterizedTest
    @CsvSource({"1, 4096", "4096, 4096", "4097, 8192", "1048575, 1048576", "1048576, 1048576", "9999999, 1048576"})
    void sizesAreWholePagesUpToTheMemory(long asked, long expected) {
        balloon.request(asked);
        assertEquals(expected, balloon.target());
        assertEquals(MEMORY, balloon.actual());
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void sizeIsPositive(long asked) {
        assertEquals(
                "Parameter 'value' expects a size",
                assertThrows(CommandFailedException.class, () -> balloon.request(asked))
                        .error()
                        .desc());
        assertEquals(MEMORY, balloon.target());
    }

    @Test
    void changeOfTheGuestIsReportedOnce() {
        balloon.resize(8192);
        balloon.resize(8192);
        assertEquals(List.of(new BalloonChangeEvent(8192)), events);
        balloon.resize(-5);
        assertEquals(0, balloon.actual());
    }

    @Test
    void driverLearnsOfEachRequest() {
        List<Long> targets = new ArrayList<>();
        balloon.driver(() -> targets.add(balloon.target()));
        balloon.request(4096);
        balloon.request(8192);
        assertEquals(List.of(4096L, 8192L), targets);
    }
}
