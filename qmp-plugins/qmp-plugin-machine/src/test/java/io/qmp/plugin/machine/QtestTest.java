package io.qmp.plugin.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs that act as the guest of a q35 machine do so here, too. */
class QtestTest {
    @Test
    void findsDevicesByTheirConfiguration() {
        try (MachineUnderTest machine = new MachineUnderTest("-device", "virtio-balloon-pci")) {
            assertEquals("OK 0x0000000029c08086", machine.qtest("readl 0xb0000000"));
            assertEquals("OK 0x00000000000029c0", machine.qtest("readw 0xb0000002"));
            assertEquals("OK 0x0010010310021af4", machine.qtest("readq 0xb0008000"));
            assertEquals("OK 0x000000000000c081", machine.qtest("readl 0xb0008010"));
            assertEquals("OK 0x00000000ffffffff", machine.qtest("readl 0xb0010000"));
            assertEquals("OK 0x0000000000000000", machine.qtest("readl 0x1000"));
        }
    }

    @Test
    void powersOffThroughPowerManagement() {
        try (MachineUnderTest machine = new MachineUnderTest("-no-shutdown")) {
            machine.qtest("outw 0x604 0x2000");
            assertEquals(
                    List.of(
                            "{\"event\": \"SHUTDOWN\", \"data\": {\"guest\": true, \"reason\": \"guest-shutdown\"}}",
                            "{\"event\": \"STOP\"}"),
                    machine.heard());
        }
    }

    @Test
    void suspendsThroughPowerManagement() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            machine.qtest("outw 0x604 0x2400");
            assertEquals(List.of("{\"event\": \"SUSPEND\"}"), machine.heard());
        }
    }

    @Test
    void doesNotSleepUnlessEnabled() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            assertEquals("OK", machine.qtest("outw 0x604 0x400"));
            assertEquals(List.of(), machine.heard());
        }
    }

    @Test
    void resetsThroughTheResetControl() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            machine.qtest("outb 0xcf9 6");
            assertEquals(
                    List.of("{\"event\": \"RESET\", \"data\": {\"guest\": true, \"reason\": \"guest-reset\"}}"),
                    machine.heard());
        }
    }

    @Test
    void takesMemoryIntoTheBalloon() {
        try (MachineUnderTest machine = new MachineUnderTest("-device", "virtio-balloon-pci")) {
            machine.tell("{\"execute\": \"balloon\", \"arguments\": {\"value\": 67108864}}");
            assertEquals("OK 0x4000", machine.qtest("inl 0xc094"));
            machine.qtest("outl 0xc098 0x4000");
            assertEquals(List.of("{\"event\": \"BALLOON_CHANGE\", \"data\": {\"actual\": 67108864}}"), machine.heard());
            assertEquals("OK 0x4000", machine.qtest("inl 0xc098"));
        }
    }

    @Test
    void setsTheClock() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            machine.qtest("outb 0x70 4");
            assertEquals("OK 0x0000", machine.qtest("inb 0x71"));
            machine.qtest("outb 0x71 0x12");
            assertEquals(
                    List.of("{\"event\": \"RTC_CHANGE\", \"data\": {\"offset\": 43200,"
                            + " \"qom-path\": \"/machine/unattached/device[2]/rtc\"}}"),
                    machine.heard());
            assertEquals("OK 0x0012", machine.qtest("inb 0x71"));
        }
    }

    @Test
    void clockIsTheOneThatTheGuestHasSet() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            machine.tell("{\"execute\": \"__io.qmp_guest-rtc\", \"arguments\": {\"offset\": 3600}}");
            machine.qtest("outb 0x70 4");
            assertEquals("OK 0x0001", machine.qtest("inb 0x71"));
            machine.qtest("outb 0x71 0x02");
            assertEquals(
                    List.of("{\"event\": \"RTC_CHANGE\", \"data\": {\"offset\": 7200,"
                            + " \"qom-path\": \"/machine/unattached/device[2]/rtc\"}}"),
                    machine.pass(Duration.ofSeconds(1)));
        }
    }

    @Test
    void clockShowsATimeWhateverItsOffset() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            for (long offset : new long[] {Long.MIN_VALUE, Long.MAX_VALUE}) {
                machine.tell("{\"execute\": \"__io.qmp_guest-rtc\", \"arguments\": {\"offset\": " + offset + "}}");
                machine.qtest("outb 0x70 9");
                assertTrue(machine.qtest("inb 0x71").startsWith("OK 0x00"));
            }
        }
    }

    @Test
    void refusesWhatIsNoCommand() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            assertEquals("FAIL Unknown command 'nope'", machine.qtest("nope"));
            assertEquals("FAIL Unknown command 'outb'", machine.qtest("outb 0x70"));
            assertEquals("FAIL Unknown command 'inb'", machine.qtest("inb 0x70 1"));
            assertEquals("FAIL Unknown command 'inq'", machine.qtest("inq 0x70"));
            assertEquals("FAIL Unknown command 'inb'", machine.qtest("inb 0x1ffffffffffffffff"));
            assertEquals("OK little", machine.qtest("endianness"));
        }
    }

    @Test
    void lineThatDoesNotEndEndsTheConnection() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            assertTrue(machine.qtest("x".repeat(5000)).isEmpty());
            assertEquals(List.of(), machine.heard());
        }
    }
}
