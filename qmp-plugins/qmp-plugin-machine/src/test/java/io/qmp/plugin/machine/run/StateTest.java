package io.qmp.plugin.machine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.event.EventData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The next state of each request in each state, also in states that only a guest can cause. */
class StateTest {
    private static final Map<String, State> STATES = Map.of(
            "running", new Running(),
            "suspended", new Suspended(),
            "inmigrate", new InMigrate(),
            "paused", new Paused(new Running()),
            "prelaunch", new Prelaunch(),
            "shutdown", new Shutdown(),
            "guest-panicked", new GuestPanicked(),
            "io-error", new IoError(),
            "watchdog", new WatchdogExpired());

    private final List<EventData> events = new ArrayList<>();

    @ParameterizedTest
    @CsvSource({
        "running, STOP, watchdog",
        "suspended, STOP, watchdog",
        "inmigrate, '', inmigrate",
        "paused, '', paused",
        "prelaunch, '', prelaunch",
        "shutdown, '', shutdown",
        "guest-panicked, '', guest-panicked",
        "io-error, '', io-error",
        "watchdog, '', watchdog"
    })
    void stopLeadsOnOnlyWhereTheMachineIsNotStopped(String from, String event, String to) {
        assertEquals(STATES.get(to), STATES.get(from).stop(new WatchdogExpired(), events::add));
        assertEquals(event, heard());
    }

    @ParameterizedTest
    @CsvSource({
        "running, '', running",
        "suspended, '', suspended",
        "inmigrate, '', inmigrate",
        "paused, RESUME, running",
        "prelaunch, RESUME, running",
        "guest-panicked, RESUME, running",
        "io-error, RESUME, running",
        "watchdog, RESUME, running"
    })
    void contLeadsBack(String from, String event, String to) {
        assertEquals(STATES.get(to), STATES.get(from).cont(events::add));
        assertEquals(event, heard());
    }

    @ParameterizedTest
    @CsvSource({
        "running, running",
        "suspended, prelaunch",
        "inmigrate, inmigrate",
        "paused, prelaunch",
        "prelaunch, prelaunch",
        "shutdown, prelaunch",
        "guest-panicked, prelaunch",
        "io-error, prelaunch",
        "watchdog, prelaunch"
    })
    void resetLeadsToTheBeginning(String from, String to) {
        assertEquals(STATES.get(to), STATES.get(from).reset());
    }

    @ParameterizedTest
    @CsvSource({"running", "inmigrate", "paused", "prelaunch", "shutdown", "guest-panicked", "io-error", "watchdog"})
    void onlyASuspendedGuestWakesUp(String state) {
        Consumer<EventData> sink = events::add;
        assertThrows(CommandFailedException.class, () -> STATES.get(state).wakeUp(sink));
        assertEquals("", heard());
    }

    @ParameterizedTest
    @CsvSource({"suspended, WAKEUP"})
    void suspendedGuestRunsWhenItWakesUp(String state, String event) {
        assertEquals(new Running(), STATES.get(state).wakeUp(events::add));
        assertEquals(event, heard());
    }

    @ParameterizedTest
    @CsvSource({"shutdown"})
    void machineThatHasPoweredOffDoesNotGoOn(String state) {
        Consumer<EventData> sink = events::add;
        assertThrows(CommandFailedException.class, () -> STATES.get(state).cont(sink));
        assertEquals("", heard());
    }

    /** Each state is called what clients call it. */
    @ParameterizedTest
    @CsvSource({
        "running",
        "suspended",
        "inmigrate",
        "paused",
        "prelaunch",
        "shutdown",
        "guest-panicked",
        "io-error",
        "watchdog"
    })
    void statesHaveTheNamesThatClientsKnow(String name) {
        assertEquals(name, io.qmp.api.type.WireNaming.enumValue(STATES.get(name).runState()));
    }

    private String heard() {
        return String.join(
                " ",
                events.stream()
                        .map(event -> event.getClass()
                                .getSimpleName()
                                .replace("Event", "")
                                .toUpperCase())
                        .toList());
    }
}
