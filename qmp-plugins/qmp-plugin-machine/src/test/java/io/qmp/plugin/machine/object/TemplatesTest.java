package io.qmp.plugin.machine.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import org.junit.jupiter.api.Test;

class TemplatesTest {
    private final Qom qom = PluggedMachine.q35();
    private final QomObject parent = qom.at("/machine/peripheral");

    @Test
    void boardHasTheRecordedObjects() {
        assertThat(qom.tree().root().path()).isEqualTo("/");
        assertThat(qom.at("/machine/q35/pcie.0").type().is("PCIE")).isTrue();
        assertThat(qom.at("/machine/unattached").children()).isNotEmpty();
        assertThat(parent.children()).isEmpty();
    }

    @Test
    void deviceIsMadeWithItsPartsAndInitialValues() {
        QomObject device = make("virtio-blk-pci", "disk1");

        assertThat(value(device, "vectors")).isEqualTo(QmpValue.of(2));
        assertThat(device.child("virtio-backend")).isPresent();
        assertThat(device.child("virtio-bus")).isPresent();
        assertThat(qom.tree().resolve("/machine/peripheral/disk1").found()).contains(device);
    }

    @Test
    void pathsWithinADeviceFollowItsPlace() {
        QomObject first = make("virtio-blk-pci", "disk1");
        QomObject second = make("virtio-blk-pci", "disk2");

        assertThat(container(first)).isEqualTo("/machine/peripheral/disk1/virtio-blk-pci-msix[0]");
        assertThat(container(second)).isEqualTo("/machine/peripheral/disk2/virtio-blk-pci-msix[0]");
    }

    @Test
    void propertiesOfTheBackendAreThoseOfTheDevice() {
        QomObject device = make("virtio-balloon-pci", "balloon0");
        QomObject backend = device.child("virtio-backend").orElseThrow();

        Property polling = backend.property("guest-stats-polling-interval").orElseThrow();

        assertThat(device.property("guest-stats-polling-interval")).contains(polling);
    }

    @Test
    void preparedDeviceIsFoundOnlyWhenItIsAttached() {
        QomObject device = qom.templates().prepare(type("virtio-blk-pci"), parent, "disk1");

        assertThat(device.path()).isEqualTo("/machine/peripheral/disk1");
        assertThat(parent.children()).isEmpty();
        device.attach();
        assertThat(parent.children()).containsExactly(device);
    }

    @Test
    void typesThatNeedPropertiesHaveTheErrorOfTheirAbsence() {
        assertThat(qom.templates().failure(type("virtio-blk-pci-transitional"))).contains("drive property not set");
        assertThat(qom.templates().failure(type("virtio-rng-pci"))).isEmpty();
    }

    /** Every recorded template can be made: its parts and their types exist. */
    @Test
    void everyDeviceCanBeMade() {
        int made = 0;
        for (QomType type : qom.types().all()) {
            if (type.is("device") && !type.isAbstract()) {
                qom.templates().prepare(type, parent, "d" + made++);
            }
        }
        assertThat(made).isGreaterThan(100);
    }

    private QomObject make(String type, String id) {
        return qom.templates().make(type(type), parent, id);
    }

    private QomType type(String name) {
        return qom.types().find(name).orElseThrow();
    }

    private static String container(QomObject device) {
        QomObject part = device.child("msix-pba[0]").orElseThrow();
        return ((QmpString) value(part, "container")).value();
    }

    private static QmpValue value(QomObject object, String property) {
        return object.property(property).orElseThrow().get();
    }
}
