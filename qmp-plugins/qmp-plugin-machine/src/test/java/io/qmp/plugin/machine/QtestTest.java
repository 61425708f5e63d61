package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs that act as the guest of a q35 machine do so here, too. */
class QtestTest {
    @Test
    void findsDevicesByTheirConfiguration() {
        try (MachineUnderTest machine = new MachineUnderTest("-device", "virtio-balloon-pci")) {
            assertThat(machine.qtest("readl 0xb0000000")).isEqualTo("OK 0x0000000029c08086");
            assertThat(machine.qtest("readw 0xb0000002")).isEqualTo("OK 0x00000000000029c0");
            assertThat(machine.qtest("readq 0xb0008000")).isEqualTo("OK 0x0010010310021af4");
            assertThat(machine.qtest("readl 0xb0008010")).isEqualTo("OK 0x000000000000c081");
            assertThat(machine.qtest("readl 0xb0010000")).isEqualTo("OK 0x00000000ffffffff");
            assertThat(machine.qtest("readl 0x1000")).isEqualTo("OK 0x0000000000000000");
        }
    }

    @Test
    void powersOffThroughPowerManagement() {
        try (MachineUnderTest machine = new MachineUnderTest("-no-shutdown")) {
            machine.qtest("outw 0x604 0x2000");
            assertThat(machine.heard())
                    .isEqualTo(List.of(
                            "{\"event\": \"SHUTDOWN\", \"data\": {\"guest\": true, \"reason\": \"guest-shutdown\"}}",
                            "{\"event\": \"STOP\"}"));
        }
    }

    @Test
    void suspendsThroughPowerManagement() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            machine.qtest("outw 0x604 0x2400");
            assertThat(machine.heard()).isEqualTo(List.of("{\"event\": \"SUSPEND\"}"));
        }
    }

    @Test
    void doesNotSleepUnlessEnabled() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            assertThat(machine.qtest("outw 0x604 0x400")).isEqualTo("OK");
            assertThat(machine.heard()).isEmpty();
        }
    }

    @Test
    void resetsThroughTheResetControl() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            machine.qtest("outb 0xcf9 6");
            assertThat(machine.heard())
                    .isEqualTo(List.of(
                            "{\"event\": \"RESET\", \"data\": {\"guest\": true, \"reason\": \"guest-reset\"}}"));
        }
    }

    @Test
    void takesMemoryIntoTheBalloon() {
        try (MachineUnderTest machine = new MachineUnderTest("-device", "virtio-balloon-pci")) {
            machine.tell("{\"execute\": \"balloon\", \"arguments\": {\"value\": 67108864}}");
            assertThat(machine.qtest("inl 0xc094")).isEqualTo("OK 0x4000");
            machine.qtest("outl 0xc098 0x4000");
            assertThat(machine.heard())
                    .isEqualTo(List.of("{\"event\": \"BALLOON_CHANGE\", \"data\": {\"actual\": 67108864}}"));
            assertThat(machine.qtest("inl 0xc098")).isEqualTo("OK 0x4000");
        }
    }

    @Test
    void setsTheClock() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            machine.qtest("outb 0x70 4");
            assertThat(machine.qtest("inb 0x71")).isEqualTo("OK 0x0000");
            machine.qtest("outb 0x71 0x12");
            assertThat(machine.heard())
                    .isEqualTo(List.of("{\"event\": \"RTC_CHANGE\", \"data\": {\"offset\": 43200,"
                            + " \"qom-path\": \"/machine/unattached/device[2]/rtc\"}}"));
            assertThat(machine.qtest("inb 0x71")).isEqualTo("OK 0x0012");
        }
    }

    @Test
    void clockIsTheOneThatTheGuestHasSet() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            machine.tell("{\"execute\": \"__io.qmp_guest-rtc\", \"arguments\": {\"offset\": 3600}}");
            machine.qtest("outb 0x70 4");
            assertThat(machine.qtest("inb 0x71")).isEqualTo("OK 0x0001");
            machine.qtest("outb 0x71 0x02");
            assertThat(machine.pass(Duration.ofSeconds(1)))
                    .isEqualTo(List.of("{\"event\": \"RTC_CHANGE\", \"data\": {\"offset\": 7200,"
                            + " \"qom-path\": \"/machine/unattached/device[2]/rtc\"}}"));
        }
    }

    @Test
    void clockShowsATimeWhateverItsOffset() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            for (long offset : new long[] {Long.MIN_VALUE, Long.MAX_VALUE}) {
                machine.tell("{\"execute\": \"__io.qmp_guest-rtc\", \"arguments\": {\"offset\": " + offset + "}}");
                machine.qtest("outb 0x70 9");
                assertThat(machine.qtest("inb 0x71").startsWith("OK 0x00")).isTrue();
            }
        }
    }

    @Test
    void refusesWhatIsNoCommand() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            assertThat(machine.qtest("nope")).isEqualTo("FAIL Unknown command 'nope'");
            assertThat(machine.qtest("outb 0x70")).isEqualTo("FAIL Unknown command 'outb'");
            assertThat(machine.qtest("inb 0x70 1")).isEqualTo("FAIL Unknown command 'inb'");
            assertThat(machine.qtest("inq 0x70")).isEqualTo("FAIL Unknown command 'inq'");
            assertThat(machine.qtest("inb 0x1ffffffffffffffff")).isEqualTo("FAIL Unknown command 'inb'");
            assertThat(machine.qtest("endianness")).isEqualTo("OK little");
        }
    }

    @Test
    void lineThatDoesNotEndEndsTheConnection() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            assertThat(machine.qtest("x".repeat(5000)).isEmpty()).isTrue();
            assertThat(machine.heard()).isEmpty();
        }
    }
}
