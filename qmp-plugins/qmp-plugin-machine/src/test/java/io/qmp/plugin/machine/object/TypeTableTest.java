package io.qmp.plugin.machine.object;

import static io.qmp.plugin.machine.Failure.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.machine.object.PropertyInfo.Access;
import io.qmp.plugin.qemu.QemuVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeTableTest {
    private final TypeTable types = TypeTable.read(new Recorded(QemuVersion.LATEST), WireCodec.installed());

    @ParameterizedTest
    @CsvSource({
        "size, uint64, r, true, NEVER",
        "size, uint64, d, false, UNREALIZED",
        "size, uint64, w, true, ALWAYS",
        "size, uint64, '', false, ALWAYS",
        "size, uint64, '', true, UNREALIZED",
        "realized, bool, '', true, ALWAYS",
        "type, string, '', false, NEVER",
        "part, child<container>, '', true, NEVER",
        "child[0], link<device>, '', true, NEVER",
        "legacy-addr, str, '', true, NEVER",
        "parent_bus, link<bus>, '', true, NEVER",
        "hotplugged, bool, '', true, NEVER",
        "hotpluggable, bool, '', true, NEVER",
    })
    void aPropertyCanBeSetAsItIsRecordedOrAsIsUsual(
            String name, String type, String recorded, boolean device, Access access) {
        assertThat(TypeTable.access(name, type, recorded, device)).isEqualTo(access);
    }

    @ParameterizedTest
    @CsvSource({
        "warp, 'warp' is not a valid device model name",
        "container, 'container' is not a valid device model name",
        "device, Parameter 'driver' expects a non-abstract device type",
        "kvm-pit, Parameter 'driver' expects a pluggable device type",
    })
    void aTypeThatUsersCannotCreateIsNoDriver(String name, String message) {
        assertThat(failure(() -> types.driver(name))).isEqualTo(message);
    }

    @Test
    void aDriverHasAnAliasThatIsNoType() {
        assertThat(types.driver("virtio-blk").name()).isEqualTo("virtio-blk-pci");
        assertThat(types.find("virtio-blk")).isEmpty();
    }

    @Test
    void aTypeHasThePropertiesOfItsParentsFirst() {
        QomType child = types.driver("virtio-rng-pci");
        QomType parent = child.parent().orElseThrow();
        assertThat(child.properties().keySet()).containsAll(parent.properties().keySet());
        assertThat(child.properties().keySet()).startsWith("type");
    }

    @Test
    void aTypeIsWhatItsParentsAndInterfacesAre() {
        QomType disk = types.driver("virtio-blk-pci");
        assertThat(disk.is("device")).isTrue();
        assertThat(disk.is("pci-device")).isTrue();
        assertThat(disk.is("conventional-pci-device")).as("an interface").isTrue();
        assertThat(disk.is("usb-device")).isFalse();
        assertThat(disk.bus()).contains("PCI");
    }

    @Test
    void everyTypeCanBeReadWithItsProperties() {
        assertThat(types.all()).allSatisfy(type -> assertThat(type.properties()).isNotNull());
    }
}
