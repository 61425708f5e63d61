package io.qmp.plugin.machine.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.message.Event;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.plugin.machine.Failure;
import io.qmp.plugin.machine.config.Device;
import io.qmp.plugin.machine.config.GuestBehaviour.Unplug;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.config.PropertyValues;
import io.qmp.plugin.qemu.event.DeviceDeletedEvent;
import io.qmp.testkit.LocalServer;
import java.util.Optional;
import java.util.OptionalLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DevicesTest {
    private final LocalServer server = LocalServer.with(registry -> registry.event(DeviceDeletedEvent.class));
    private final PluggedMachine machine = new PluggedMachine();
    private final Devices devices = new Devices(
            () -> machine.sockets,
            server.context(),
            Backends.ANY,
            Slots.of(MachineConfig.DEFAULT, name -> OptionalLong.empty()),
            new Devices.UnplugRule(Unplug.IGNORE, () -> true));

    @AfterEach
    void end() {
        server.close();
    }

    private void add(String driver, String bus, String id) {
        devices.add(new Device(
                driver,
                Optional.of(bus).filter(name -> !name.isEmpty()),
                Optional.of(id).filter(name -> !name.isEmpty()),
                PropertyValues.NONE));
    }

    @Test
    void aPciDeviceLeavesWhenTheGuestAgreesAtTheLatestByAReset() {
        machine.plug("pcie-root-port", "port");
        add("virtio-rng-pci", "port", "rng");
        devices.delete("rng");
        assertThat(devices.find("rng").path()).isEqualTo("/machine/peripheral/rng");
        assertThat(server.events()).isEmpty();

        devices.reset();
        assertThatThrownBy(() -> devices.find("rng")).isInstanceOf(CommandFailedException.class);
        assertThat(server.events().stream().map(Event::data)).contains(deleted("rng", "/machine/peripheral/rng"));
        devices.reset();
        assertThat(server.events()).isEmpty();
    }

    @Test
    void aUsbDeviceLeavesAtOnce() {
        machine.plug("qemu-xhci", "usb");
        add("usb-tablet", "", "tablet");
        devices.delete("tablet");
        assertThatThrownBy(() -> devices.find("tablet")).isInstanceOf(CommandFailedException.class);
        assertThat(server.events().stream().map(Event::data)).contains(deleted("tablet", "/machine/peripheral/tablet"));
    }

    @Test
    void whatIsPluggedIntoADeviceLeavesBeforeIt() {
        machine.plug("pcie-root-port", "port");
        machine.plug("pcie-pci-bridge", "bridge", "port", "{}");
        machine.plug("virtio-rng-pci", "rng", "bridge", "{}");
        devices.delete("bridge");
        devices.reset();
        assertThat(server.events().stream().flatMap(event -> event.data().string("device").stream()))
                .containsExactly("rng", "bridge");
    }

    private static QmpObject deleted(String id, String path) {
        return QmpObject.builder()
                .put("device", QmpValue.of(id))
                .put("path", QmpValue.of(path))
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "warp, '', '', GenericError, 'warp' is not a valid device model name",
        "device, '', '', GenericError, Parameter 'driver' expects a non-abstract device type",
        "kvm-pit, '', '', GenericError, Parameter 'driver' expects a pluggable device type",
        "virtio-gpu-pci, '', '', GenericError, Device 'virtio-gpu-pci' does not support hotplugging",
        "virtio-rng-pci, '', '', GenericError, Bus 'pcie.0' does not support hotplugging",
        "virtio-rng-pci, nowhere, '', GenericError, Bus 'nowhere' not found",
        "usb-tablet, '', '', GenericError, No 'usb-bus' bus found for device 'usb-tablet'",
        "virtio-rng-pci, port, port, GenericError, Duplicate device ID 'port'",
    })
    void aDeviceThatCannotBePluggedInFails(String driver, String bus, String id, String errorClass, String message) {
        machine.plug("pcie-root-port", "port");
        assertFails(() -> add(driver, bus, id), errorClass, message);
        assertThat(PluggedDevices.all(machine.qom)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "nobody, DeviceNotFound, Device 'nobody' not found",
        "/machine/nowhere, DeviceNotFound, Device '/machine/nowhere' not found",
        "/machine, GenericError, /machine is not a device",
        "port, GenericError, Bus 'pcie.0' does not support hotplugging",
    })
    void aDeviceThatCannotLeaveFails(String id, String errorClass, String message) {
        machine.plug("pcie-root-port", "port");
        assertFails(() -> devices.delete(id), errorClass, message);
    }

    private static void assertFails(ThrowingCallable call, String errorClass, String message) {
        QmpError error = Failure.error(call);
        assertThat(error.errorClass().toString()).isEqualTo(errorClass);
        assertThat(error.desc()).isEqualTo(message);
    }
}
