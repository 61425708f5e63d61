package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.qemu.QemuVersion;
import org.junit.jupiter.api.Test;

/** {@code info pci}, as a QEMU 7.2 writes it of the same machine. */
class PciTextTest {
    private static String describe(String... options) {
        try (MachineUnderTest machine = MachineUnderTest.as(QemuVersion.V7_2, options)) {
            String reply = String.join("\n", machine.line("info pci"));
            return ((QmpObject) WireCodec.installed().parse(reply))
                    .string("return")
                    .orElseThrow()
                    .replace("\r\n", "\n");
        }
    }

    @Test
    void bridgesHaveBusesAndRanges() {
        assertThat(describe("-device", "pcie-root-port,id=rp,addr=5")).contains("""
                  Bus  0, device   5, function 0:
                    PCI bridge: PCI device 1b36:000c
                      IRQ 0, pin A
                      BUS 0.
                      secondary bus 0.
                      subordinate bus 0.
                      IO range [0xf000, 0x0fff]
                      memory range [0xfff00000, 0x000fffff]
                      prefetchable memory range [0xfff00000, 0x000fffff]
                      BAR0: 32 bit memory at 0xffffffffffffffff [0x00000ffe].
                      id "rp"
                """);
    }

    @Test
    void regionsAreOfPortsOrOfMemoryAndADeviceWithoutIdHasNone() {
        assertThat(describe("-device", "virtio-rng-pci,addr=6.0")).contains("""
                  Bus  0, device   6, function 0:
                    Class 0255: PCI device 1af4:1005
                      PCI subsystem 1af4:0004
                      IRQ 0, pin A
                      BAR0: I/O at 0xffffffffffffffff [0x001e].
                      BAR1: 32 bit memory at 0xffffffffffffffff [0x00000ffe].
                      BAR4: 64 bit prefetchable memory at 0xffffffffffffffff [0x00003ffe].
                      id ""
                """);
    }

    @Test
    void devicesAreInTheOrderOfTheirAddresses() {
        String text = describe(
                "-device", "virtio-rng-pci,id=late,addr=1e", "-device", "virtio-balloon-pci,id=early,addr=3.0");

        assertThat(text).startsWith("""
                  Bus  0, device   0, function 0:
                    Host bridge: PCI device 8086:29c0
                      PCI subsystem 1af4:1100
                      id ""
                """);
        assertThat(text.lines().filter(line -> line.contains("function")).map(String::strip))
                .containsExactly(
                        "Bus  0, device   0, function 0:",
                        "Bus  0, device   3, function 0:",
                        "Bus  0, device  30, function 0:",
                        "Bus  0, device  31, function 0:",
                        "Bus  0, device  31, function 2:",
                        "Bus  0, device  31, function 3:");
        assertThat(text.indexOf("\"early\"")).isLessThan(text.indexOf("\"late\""));
    }

    @Test
    void aMachineWithoutABusHasNoText() {
        assertThat(describe("-machine", "none")).isEmpty();
    }
}
