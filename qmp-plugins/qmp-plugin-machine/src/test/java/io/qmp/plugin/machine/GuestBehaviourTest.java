package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.qmp.plugin.machine.config.GuestBehaviour;
import io.qmp.plugin.machine.config.GuestBehaviour.Unplug;
import io.qmp.plugin.machine.config.MachineOptions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuestBehaviourTest {
    private static final String PRESS = "{\"execute\": \"system_powerdown\"}";
    private static final String POWERDOWN = "{\"event\": \"POWERDOWN\"}";
    private static final String DONE = "{\"return\": {}}";
    private static final String SHUTDOWN =
            "{\"event\": \"SHUTDOWN\", \"data\": {\"guest\": true, \"reason\": \"guest-shutdown\"}}";
    private static final String STOP = "{\"event\": \"STOP\"}";

    private static GuestBehaviour parse(String text) {
        return MachineOptions.parse(List.of("--guest", text)).guest();
    }

    private static MachineUnderTest machine(String guest, String... options) {
        return new MachineUnderTest(
                Stream.concat(Stream.of("--guest", guest), Stream.of(options)).toArray(String[]::new));
    }

    private static List<String> ask(MachineUnderTest machine, String command) {
        return machine.tell("{\"execute\": \"" + command + "\"}");
    }

    @Test
    void allKeysAreRead() {
        assertThat(parse("power-button=obey,shutdown-delay-ms=1500,balloon-rate=2M,unplug=refuse,agent=on"))
                .isEqualTo(new GuestBehaviour(true, Duration.ofMillis(1500), 2 << 20, Unplug.REFUSE, true));
        assertThat(parse("power-button=ignore")).isEqualTo(GuestBehaviour.IDLE);
        assertThat(parse("unplug=obey").unplug()).isEqualTo(Unplug.OBEY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            power-button=maybe    | Parameter 'power-button' does not accept value 'maybe'
            unplug=x              | Parameter 'unplug' does not accept value 'x'
            shutdown-delay-ms=-1  | Parameter 'shutdown-delay-ms' expects a number between 0 and 86400000
            shutdown-delay-ms=1s  | Parameter 'shutdown-delay-ms' expects integer
            agent=x               | Parameter 'agent' expects 'on' or 'off'
            power=on              | Invalid parameter 'power'
            """)
    void whatIsNoBehaviourIsRefused(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse(text))
                .withMessage("--guest " + text + ": " + reason);
    }

    @Test
    void theGuestPowersOffAfterTheCommandIsAnswered() {
        try (MachineUnderTest machine = machine("power-button=obey", "-no-shutdown")) {
            assertThat(machine.tell(PRESS)).containsExactly(POWERDOWN, DONE, SHUTDOWN, STOP);
        }
    }

    @Test
    void theGuestTakesTheTimeThatItIsGiven() {
        try (MachineUnderTest machine = machine("power-button=obey,shutdown-delay-ms=500", "-no-shutdown")) {
            assertThat(machine.tell(PRESS)).containsExactly(POWERDOWN, DONE);
            assertThat(machine.pass(Duration.ofMillis(499))).isEmpty();
            assertThat(machine.pass(Duration.ofMillis(1))).containsExactly(SHUTDOWN, STOP);
        }
    }

    @Test
    void aGuestThatWasStoppedMeanwhilePowersOffWhenItRunsAgain() {
        try (MachineUnderTest machine = machine("power-button=obey,shutdown-delay-ms=500", "-no-shutdown")) {
            machine.tell(PRESS);
            ask(machine, "stop");
            assertThat(machine.pass(Duration.ofSeconds(1))).isEmpty();
            assertThat(ask(machine, "cont")).contains(SHUTDOWN);
        }
    }

    @Test
    void aResetForgetsThePowerButton() {
        try (MachineUnderTest machine = machine("power-button=obey,shutdown-delay-ms=500", "-no-shutdown")) {
            machine.tell(PRESS);
            ask(machine, "system_reset");
            assertThat(machine.pass(Duration.ofSeconds(1))).isEmpty();
            machine.tell(PRESS);
            assertThat(machine.pass(Duration.ofMillis(500))).contains(SHUTDOWN);
        }
    }

    @Test
    void theButtonIsIgnoredByDefault() {
        try (MachineUnderTest machine = machine("unplug=obey", "-no-shutdown")) {
            assertThat(machine.tell(PRESS)).containsExactly(POWERDOWN, DONE);
        }
    }

    @Test
    void theBalloonIsFollowedAtItsRate() {
        try (MachineUnderTest machine = machine("balloon-rate=1G", "-device", "virtio-balloon-pci")) {
            machine.tell("{\"execute\": \"balloon\", \"arguments\": {\"value\": 67108864}}");
            assertThat(machine.pass(Duration.ofSeconds(1)))
                    .containsExactly("{\"event\": \"BALLOON_CHANGE\", \"data\": {\"actual\": 67108864}}");
        }
    }

    @Test
    void theGuestLetsGoOfADeviceWhenItRuns() {
        try (MachineUnderTest machine = withPort("unplug=obey", "-S")) {
            assertThat(remove(machine)).containsExactly(DONE);
            assertThat(ask(machine, "cont").toString()).contains("DEVICE_DELETED", "\"device\": \"rng\"");
        }
    }

    @Test
    void theGuestRefusesToLetGoOfADevice() {
        try (MachineUnderTest machine = withPort("unplug=refuse")) {
            assertThat(remove(machine))
                    .containsExactly(
                            DONE,
                            "{\"event\": \"DEVICE_UNPLUG_GUEST_ERROR\", \"data\": {\"device\": \"rng\", \"path\":"
                                    + " \"/machine/peripheral/rng\"}}");
            assertThat(ask(machine, "system_reset").toString()).doesNotContain("DEVICE_DELETED");
        }
    }

    private static MachineUnderTest withPort(String guest, String... more) {
        return machine(
                guest,
                Stream.concat(
                                Stream.of(more),
                                Stream.of("-device", "pcie-root-port,id=p", "-device", "virtio-rng-pci,bus=p,id=rng"))
                        .toArray(String[]::new));
    }

    private static List<String> remove(MachineUnderTest machine) {
        return machine.tell("{\"execute\": \"device_del\", \"arguments\": {\"id\": \"rng\"}}");
    }
}
