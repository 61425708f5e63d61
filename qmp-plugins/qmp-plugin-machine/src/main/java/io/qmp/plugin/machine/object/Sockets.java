package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpBoolean;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.plugin.machine.config.Device;
import io.qmp.plugin.machine.config.PropertyValues;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plugs devices into the machine. */
public final class Sockets {
    private static final Set<String> BACKENDS = Set.of("drive", "chardev", "netdev", "memdev", "cryptodev");
    /** Properties without which some devices cannot be made. */
    private static final Set<String> NEEDED =
            Set.of("audiodev", "backend", "chassis_nr", "evdev", "fsdev", "socket-id");

    private static final String ADDRESS = "addr";

    private final Qom qom;
    private final Backends backends;
    private int anonymous;

    /** Makes the sockets of a machine. */
    public Sockets(Qom qom, Backends backends) {
        this.qom = qom;
        this.backends = backends;
    }

    /** {@return the machine} */
    public Qom qom() {
        return qom;
    }

    /** Plugs in the configured devices. */
    public void addAll(List<Device> configured, Slots slots) {
        for (Device device : configured) {
            QomType type = qom.types().driver(device.driver());
            if (slots.have(type)) {
                slots.plug(this, type, device, false);
                continue;
            }
            Optional<QomObject> bus = new Buses(qom.tree()).choose(type, device.driver(), device.bus());
            plug(type, bus, device.id(), device.properties(), false);
        }
    }

    /**
     * Plugs a device in.
     *
     * @param hot whether the machine is running already
     * @return the device
     */
    QomObject plug(QomType type, Optional<QomObject> bus, Optional<String> id, PropertyValues properties, boolean hot) {
        QomObject parent = qom.at(id.isPresent() ? "/machine/peripheral" : "/machine/peripheral-anon");
        String name = id.orElseGet(() -> "device[" + anonymous++ + "]");
        if (parent.child(name).isPresent()) {
            throw CommandFailedException.generic("Duplicate device ID '" + name + "'");
        }
        QomObject device = qom.templates().make(type, parent, name);
        try {
            prepare(device, properties);
            bus.ifPresent(place -> new PciBus(qom, place).checkAddress(device));
            backends.realize(qom, device, hot);
        } catch (RuntimeException e) {
            device.remove();
            throw e;
        }
        realize(device, bus, hot);
        return device;
    }

    private void prepare(QomObject device, PropertyValues properties) {
        BACKENDS.forEach(name -> put(device, name, new QmpString(""))); // the record has some
        DeviceChecks.install(device);
        backends.check(device);
        properties.values().members().forEach((name, value) -> {
            Property property = property(device, name);
            if (properties.asTexts()) {
                property.setText(((QmpString) value).value());
            } else {
                property.set(value);
            }
        });
        PluggedDevices.checkBootIndex(qom, device);
        PluggedDevices.checkChassis(qom, device);
        if (properties.values().members().keySet().stream()
                .noneMatch(name -> BACKENDS.contains(name) || NEEDED.contains(name))) {
            qom.templates().failure(device.type()).ifPresent(text -> {
                throw CommandFailedException.generic(text);
            });
        }
    }

    private static Property property(QomObject device, String name) {
        return device.property(name)
                .orElseThrow(() ->
                        CommandFailedException.generic("Property '" + device.type() + "." + name + "' not found"));
    }

    private void realize(QomObject device, Optional<QomObject> bus, boolean hot) {
        device.realize();
        put(device, "hotplugged", hot ? QmpBoolean.TRUE : QmpBoolean.FALSE);
        put(device, "hotpluggable", device.type().isColdPluggedOnly() ? QmpBoolean.FALSE : QmpBoolean.TRUE);
        bus.ifPresent(place -> {
            put(device, "parent_bus", new QmpString(place.path()));
            device.property(ADDRESS)
                    .filter(address -> PciBus.address(device) < 0)
                    .ifPresent(
                            address -> address.put(new QmpLong(new PciBus(qom, place).freeSlot() * PciBus.FUNCTIONS)));
            Buses.link(place, device);
        });
    }

    private static void put(QomObject device, String name, QmpValue value) {
        device.property(name).ifPresent(property -> property.put(value));
    }
}
