package io.qmp.plugin.machine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.event.EventData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The next state of each request in each state, also in states that only a guest can cause. */
class StateTest {
    private static final Map<String, State> STATES = Map.ofEntries(
            Map.entry("running", new Running()),
            Map.entry("suspended", new Suspended(true)),
            Map.entry("inmigrate", new InMigrate(false)),
            Map.entry("finish-migrate", new FinishMigrate(new Running())),
            Map.entry("postmigrate", new PostMigrate()),
            Map.entry("paused", new Paused(new Running())),
            Map.entry("prelaunch", new Prelaunch()),
            Map.entry("shutdown", new Shutdown()),
            Map.entry("guest-panicked", new GuestPanicked()),
            Map.entry("io-error", new IoError()),
            Map.entry("watchdog", new WatchdogExpired()));

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
        assertThat(STATES.get(from).stop(new WatchdogExpired(), events::add)).isEqualTo(STATES.get(to));
        assertThat(heard()).isEqualTo(event);
    }

    @ParameterizedTest
    @CsvSource({
        "running, '', running",
        "suspended, '', suspended",
        "postmigrate, RESUME, running",
        "paused, RESUME, running",
        "prelaunch, RESUME, running",
        "guest-panicked, RESUME, running",
        "io-error, RESUME, running",
        "watchdog, RESUME, running"
    })
    void contLeadsBack(String from, String event, String to) {
        assertThat(STATES.get(from).cont(events::add)).isEqualTo(STATES.get(to));
        assertThat(heard()).isEqualTo(event);
    }

    @ParameterizedTest
    @CsvSource({
        "running, running",
        "suspended, prelaunch",
        "inmigrate, inmigrate",
        "finish-migrate, finish-migrate",
        "postmigrate, prelaunch",
        "paused, prelaunch",
        "prelaunch, prelaunch",
        "shutdown, prelaunch",
        "guest-panicked, prelaunch",
        "io-error, prelaunch",
        "watchdog, prelaunch"
    })
    void resetLeadsToTheBeginning(String from, String to) {
        assertThat(STATES.get(from).reset()).isEqualTo(STATES.get(to));
    }

    @ParameterizedTest
    @CsvSource({"running", "inmigrate", "paused", "prelaunch", "shutdown", "guest-panicked", "io-error", "watchdog"})
    void onlyASuspendedGuestWakesUp(String state) {
        Consumer<EventData> sink = events::add;
        assertThatThrownBy(() -> STATES.get(state).wakeUp(sink)).isInstanceOf(CommandFailedException.class);
        assertThat(heard()).isEqualTo("");
    }

    @Test
    void theLastCommandSaysIfAMachineThatArrivesRuns() {
        State waiting = new InMigrate(true);
        assertThat(waiting.stop(new Paused(waiting), events::add)).isEqualTo(new InMigrate(false));
        assertThat(new InMigrate(false).cont(events::add)).isEqualTo(waiting);
        assertThat(heard()).isEqualTo("");
    }

    @ParameterizedTest
    @CsvSource({"suspended, WAKEUP"})
    void suspendedGuestRunsWhenItWakesUp(String state, String event) {
        assertThat(STATES.get(state).wakeUp(events::add)).isEqualTo(new Running());
        assertThat(heard()).isEqualTo(event);
    }

    @ParameterizedTest
    @CsvSource({"shutdown", "finish-migrate"})
    void machineThatHasPoweredOffDoesNotGoOn(String state) {
        Consumer<EventData> sink = events::add;
        assertThatThrownBy(() -> STATES.get(state).cont(sink)).isInstanceOf(CommandFailedException.class);
        assertThat(heard()).isEqualTo("");
    }

    /** Each state is called what clients call it. */
    @ParameterizedTest
    @CsvSource({
        "running",
        "suspended",
        "inmigrate",
        "finish-migrate",
        "postmigrate",
        "paused",
        "prelaunch",
        "shutdown",
        "guest-panicked",
        "io-error",
        "watchdog"
    })
    void statesHaveTheNamesThatClientsKnow(String name) {
        assertThat(io.qmp.api.type.WireNaming.enumValue(STATES.get(name).runState()))
                .isEqualTo(name);
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
