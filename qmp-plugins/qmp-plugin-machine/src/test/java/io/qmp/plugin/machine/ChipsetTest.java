package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What writes to the ports of the chipset do, and what they do not. */
class ChipsetTest {
    @ParameterizedTest
    @CsvSource({
        "outw 0x604 0x2000, SHUTDOWN",
        "outw 0x604 0x2400, SUSPEND",
        "outb 0xcf9 0x04, RESET",
        "outb 0xcf9 0x0e, RESET",
    })
    void aWriteToAControlRegisterHasItsEvent(String write, String event) {
        try (MachineUnderTest machine = new MachineUnderTest("-no-shutdown")) {
            machine.qtest(write);
            assertThat(machine.heard()).first().asString().startsWith("{\"event\": \"" + event + "\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "outw 0x604 0x0000",
                "outw 0x604 0x0400",
                "outw 0x604 0x2800",
                "outw 0x604 0x3c00",
                "outb 0xcf9 0x02",
                "outb 0x80 0xff",
                "outl 0xc098 0",
                "writel 0xb0000000 0",
            })
    void otherWritesHaveNoEffect(String write) {
        try (MachineUnderTest machine = new MachineUnderTest("-no-shutdown")) {
            assertThat(machine.qtest(write)).isEqualTo("OK");
            assertThat(machine.heard()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"inb 0x80", "inw 0x604", "inl 0xcf9", "inl 0xc094", "inl 0xc098"})
    void otherPortsReadAsZeros(String read) {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            assertThat(machine.qtest(read)).matches("OK 0x0+");
        }
    }

    @Test
    void theBalloonTellsInPagesWhatItShouldTakeAndHasTaken() {
        try (MachineUnderTest machine = new MachineUnderTest("-m", "128", "-device", "virtio-balloon-pci")) {
            machine.tell("{\"execute\": \"balloon\", \"arguments\": {\"value\": 67108864}}");
            assertThat(machine.qtest("inl 0xc094")).as("asked for").isEqualTo("OK 0x4000");
            assertThat(machine.qtest("inl 0xc098")).as("taken").isEqualTo("OK 0x0000");
            machine.qtest("outl 0xc098 0x4000");
            assertThat(machine.qtest("inl 0xc098")).isEqualTo("OK 0x4000");
            assertThat(machine.heard())
                    .isEqualTo(List.of("{\"event\": \"BALLOON_CHANGE\", \"data\": {\"actual\": 67108864}}"));
        }
    }

    @Test
    void theClockIsReadThroughItsIndexWithoutTheBitOfTheInterrupt() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            machine.qtest("outb 0x70 0x0a");
            String plain = machine.qtest("inb 0x71");
            machine.qtest("outb 0x70 0x8a");
            assertThat(machine.qtest("inb 0x71")).isEqualTo(plain);
        }
    }
}
