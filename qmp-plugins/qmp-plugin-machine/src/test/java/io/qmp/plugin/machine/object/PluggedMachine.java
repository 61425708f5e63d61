package io.qmp.plugin.machine.object;

import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.config.MachineType;
import io.qmp.plugin.machine.config.PropertyValues;
import io.qmp.plugin.qemu.QemuVersion;
import java.util.Optional;

/** The objects of a machine into which a test plugs devices, whose backends are all there. */
final class PluggedMachine {
    final WireCodec codec = WireCodec.installed();
    final Qom qom = q35();
    final Sockets sockets = new Sockets(qom, Backends.ANY);

    QomType type(String name) {
        return qom.types().driver(name);
    }

    QomObject bus(String path) {
        return qom.at(path);
    }

    /** Plugs in a device with an id, at an address or anywhere, before the machine runs. */
    QomObject plug(String driver, String id, String bus, String properties) {
        QomType type = type(driver);
        Optional<QomObject> place =
                new Buses(qom.tree()).choose(type, driver, Optional.of(bus).filter(name -> !name.isEmpty()));
        QmpObject values = (QmpObject) codec.parse(properties.replace('\'', '"'));
        return sockets.plug(type, place, Optional.of(id), PropertyValues.of(values), false);
    }

    QomObject plug(String driver, String id) {
        return plug(driver, id, "", "{}");
    }

    /** {@return the objects of the newest version's q35 machine without options} */
    static Qom q35() {
        MachineConfig config = MachineConfig.builder()
                .type(MachineType.find("q35").orElseThrow())
                .build();
        return Qom.create(new Recorded(QemuVersion.LATEST), Board.of(config), WireCodec.installed());
    }
}
