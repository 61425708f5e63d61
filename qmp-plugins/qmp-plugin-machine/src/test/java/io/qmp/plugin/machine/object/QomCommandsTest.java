package io.qmp.plugin.machine.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.command.Command;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpValue;
import io.qmp.plugin.qemu.command.DeviceListProperties;
import io.qmp.plugin.qemu.command.QomGet;
import io.qmp.plugin.qemu.command.QomList;
import io.qmp.plugin.qemu.command.QomListProperties;
import io.qmp.plugin.qemu.command.QomListTypes;
import io.qmp.plugin.qemu.command.QomSet;
import io.qmp.plugin.qemu.type.ObjectPropertyInfo;
import io.qmp.plugin.qemu.type.ObjectTypeInfo;
import io.qmp.testkit.LocalServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QomCommandsTest {
    private final Qom qom = PluggedMachine.q35();
    private final LocalServer server = LocalServer.with(registry -> QomCommands.register(registry, () -> qom));

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void listsPropertiesBeforeChildren() {
        assertThat(server.execute(new QomList("/machine")))
                .extracting(ObjectPropertyInfo::name)
                .startsWith("type")
                .contains("q35", "peripheral");
        assertThat(server.execute(new QomList("/machine")))
                .filteredOn(info -> info.name().equals("peripheral"))
                .extracting(ObjectPropertyInfo::type)
                .containsExactly("child<container>");
    }

    @Test
    void childIsReadAsItsPath() {
        assertThat(server.execute(new QomGet("/machine", "peripheral"))).isEqualTo(QmpValue.of("/machine/peripheral"));
        assertThat(server.execute(new QomGet("/machine", "type"))).isInstanceOf(QmpValue.class);
    }

    @Test
    void onlyTheListSaysThatAPathIsAmbiguous() {
        assertFails(new QomList(""), "Path '' is ambiguous");
        assertFails(new QomGet("", "type"), "Device '' not found");
    }

    @Test
    void missingObjectsAndPropertiesFail() {
        assertFails(new QomList("/nowhere"), "Device '/nowhere' not found");
        assertFails(new QomGet("/machine/peripheral", "warp"), "Property 'container.warp' not found");
        assertFails(new QomSet("/machine/peripheral", "warp", QmpValue.of(1)), "Property 'container.warp' not found");
    }

    @Test
    void childrenAndReadOnlyPropertiesAreNotSet() {
        String type = qom.at("/machine").type().name();
        assertFails(
                new QomSet("/machine", "peripheral", QmpValue.of("x")),
                "Property '" + type + ".peripheral' is not writable");
        assertFails(new QomSet("/machine", "type", QmpValue.of("x")), "not writable");
    }

    @Test
    void typesAreListedByAncestorAndWithoutAbstractOnes() {
        assertThat(server.execute(new QomListTypes("virtio-blk-pci", null)))
                .extracting(ObjectTypeInfo::name)
                .contains("virtio-blk-pci")
                .allMatch(name -> qom.types().find(name).orElseThrow().is("virtio-blk-pci"));
        assertThat(server.execute(new QomListTypes("device", null)))
                .extracting(ObjectTypeInfo::name)
                .doesNotContain("device");
        assertThat(server.execute(new QomListTypes("device", true)))
                .filteredOn(type -> type.name().equals("device"))
                .extracting(ObjectTypeInfo::abstract_)
                .containsExactly(true);
        assertThat(server.execute(new QomListTypes("warp", null))).isEmpty();
    }

    @Test
    void propertiesOfADeviceAreThoseThatUsersKnow() {
        assertThat(server.execute(new DeviceListProperties("virtio-blk-pci")))
                .extracting(ObjectPropertyInfo::name)
                .contains("drive", "addr")
                .doesNotContain("type", "realized", "hotplugged", "parent_bus");
        assertThat(server.execute(new QomListProperties("virtio-blk-pci")))
                .extracting(ObjectPropertyInfo::name)
                .contains("type", "realized", "drive");
    }

    @ParameterizedTest
    @CsvSource({
        "warp, Class 'warp' not found",
        "user-creatable, Parameter 'typename' expects a QOM type",
    })
    void onlyTypesOfObjectsHaveProperties(String type, String message) {
        assertFails(new QomListProperties(type), message);
    }

    @ParameterizedTest
    @CsvSource({
        "warp, Device 'warp' not found",
        "iothread, Parameter 'typename' expects a non-abstract device type",
        "device, Parameter 'typename' expects a non-abstract device type",
    })
    void onlyDevicesHavePropertiesOfDevices(String type, String message) {
        assertFails(new DeviceListProperties(type), message);
    }

    private void assertFails(Command<?> command, String message) {
        assertThatThrownBy(() -> server.execute(command))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining(message);
    }
}
