package io.qmp.plugin.machine.object;

import static io.qmp.plugin.machine.Failure.failure;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusesTest {
    private static final String FIRST = "/machine/q35/pcie.0";

    private final PluggedMachine machine = new PluggedMachine();
    private final Buses buses = new Buses(machine.qom.tree());

    private Optional<String> choose(String driver, String bus) {
        return buses.choose(machine.type(driver), driver, Optional.of(bus).filter(name -> !name.isEmpty()))
                .map(QomObject::path);
    }

    @Test
    void aDeviceGoesOnTheFirstPciBusUnlessOneIsNamed() {
        machine.plug("pcie-root-port", "port");
        assertThat(choose("virtio-balloon-pci", "")).contains(FIRST);
        assertThat(choose("virtio-balloon-pci", "port")).contains("/machine/peripheral/port/port");
    }

    @Test
    void aDeviceGoesOnTheYoungestBusOfAnotherType() {
        machine.plug("qemu-xhci", "older");
        machine.plug("qemu-xhci", "younger");
        assertThat(choose("usb-tablet", "").orElseThrow()).startsWith("/machine/peripheral/younger/");
    }

    @Test
    void onlyTheFirstPartOfANameCounts() {
        machine.plug("pcie-root-port", "port");
        assertThat(choose("virtio-balloon-pci", "port/x/y")).contains("/machine/peripheral/port/port");
    }

    @Test
    void aDeviceThatNeedsNoBusGetsNone() {
        assertThat(choose("qemu64-x86_64-cpu", "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "usb-tablet, '', No 'usb-bus' bus found for device 'usb-tablet'",
        "usb-tablet, nowhere, Bus 'nowhere' not found",
        "usb-tablet, nowhere/else, Bus 'nowhere' not found",
        "usb-tablet, pcie.0, Device 'usb-tablet' can't go on PCIE bus",
        "qemu64-x86_64-cpu, pcie.0, Device 'qemu64-x86_64-cpu' can't go on PCIE bus",
    })
    void aBusThatIsMissingOrDoesNotFitFails(String driver, String bus, String message) {
        assertFails(() -> choose(driver, bus), message);
    }

    @Test
    void theFirstBusTakesNothingWhileTheMachineRuns() {
        machine.plug("pcie-root-port", "port");
        assertFails(() -> Buses.needHotplug(machine.bus(FIRST)), "Bus 'pcie.0' does not support hotplugging");
        Buses.needHotplug(machine.bus("/machine/peripheral/port/port"));
    }

    @Test
    void anAddressIsForOneDevice() {
        machine.plug("virtio-balloon-pci", "one", "", "{'addr': 40}");
        assertFails(
                () -> machine.plug("virtio-rng-pci", "two", "", "{'addr': 40}"),
                "PCI: slot 5 function 0 not available for virtio-rng-pci, in use by virtio-balloon-pci,id=one");
        QomObject other = machine.plug("virtio-rng-pci", "two", "", "{'addr': 48}");
        assertThat(PciBus.address(other)).isEqualTo(48);
        assertThat(PciBus.address(machine.bus(FIRST))).as("a bus has none").isEqualTo(-1);
    }

    @Test
    void aDeviceWithoutAddressGetsTheFirstFreeSlotBehindTheBridge() {
        QomObject bus = machine.bus(FIRST);
        assertThat(new PciBus(machine.qom, bus).freeSlot()).isEqualTo(1);
        assertThat(PciBus.address(machine.plug("virtio-balloon-pci", "one"))).isEqualTo(8);
        machine.plug("virtio-rng-pci", "three", "", "{'addr': 24}");
        assertThat(new PciBus(machine.qom, bus).freeSlot()).isEqualTo(2);
        machine.plug("virtio-rng-pci", "two");
        assertThat(new PciBus(machine.qom, bus).freeSlot()).isEqualTo(4);
    }

    @Test
    void aBusBehindAPortHasAllItsSlots() {
        machine.plug("pcie-root-port", "port");
        assertThat(new PciBus(machine.qom, machine.bus("/machine/peripheral/port/port")).freeSlot())
                .isZero();
    }

    private static void assertFails(ThrowingCallable call, String message) {
        assertThat(failure(call)).isEqualTo(message);
    }
}
