package io.qmp.plugin.machine.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.plugin.machine.config.PropertyValues;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PluggedDevicesTest {
    private final PluggedMachine machine = new PluggedMachine();
    private final QomObject port = machine.plug("pcie-root-port", "port");
    private final QomObject bridge = machine.plug("pcie-pci-bridge", "bridge", "port", "{}");
    private final QomObject disk = machine.plug("virtio-rng-pci", "rng", "bridge", "{}");
    private final QomObject other = machine.plug("virtio-balloon-pci", "other");

    @Test
    void aDeviceLeavesAfterAllThatIsPluggedIntoIt() {
        PluggedDevices plugged = PluggedDevices.of(machine.qom);
        assertThat(plugged.withDependents(port, device -> false)).containsExactly(disk, bridge, port);
        assertThat(plugged.withDependents(bridge, device -> false)).containsExactly(disk, bridge);
        assertThat(plugged.withDependents(other, device -> false)).containsExactly(other);
    }

    @Test
    void whatIsSkippedIsLeftOutWithTheDevicesOnItsBuses() {
        PluggedDevices plugged = PluggedDevices.of(machine.qom);
        assertThat(plugged.withDependents(port, bridge::equals)).containsExactly(port);
    }

    @Test
    void aSnapshotDoesNotKnowLaterDevices() {
        PluggedDevices plugged = PluggedDevices.of(machine.qom);
        machine.plug("virtio-rng-pci", "late", "bridge", "{}");
        assertThat(plugged.withDependents(bridge, device -> false)).containsExactly(disk, bridge);
    }

    @Test
    void devicesWithAnIdComeFirst() {
        QomType type = machine.type("virtio-rng-pci");
        Optional<QomObject> bus = new Buses(machine.qom.tree()).choose(type, "virtio-rng-pci", Optional.empty());
        QomObject anonymous = machine.sockets.plug(type, bus, Optional.empty(), PropertyValues.NONE, false);
        QomObject last = machine.plug("virtio-rng-pci", "last");
        assertThat(PluggedDevices.all(machine.qom))
                .containsExactlyInAnyOrder(port, bridge, disk, other, last, anonymous)
                .endsWith(anonymous);
        assertThat(anonymous.path()).isEqualTo("/machine/peripheral-anon/device[0]");
    }
}
