package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpString;
import io.qmp.plugin.machine.object.PropertyInfo.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The buses of the machine. */
record Buses(QomTree tree) {
    /**
     * {@return the bus for a device: the one that is named, or else the first PCI bus or the youngest of the right
     * type; none if the device needs none}
     */
    Optional<QomObject> choose(QomType type, String driver, Optional<String> named) {
        if (named.isPresent()) {
            QomObject bus = named(named.get());
            if (type.bus().filter(bus.type()::is).isEmpty()) {
                throw CommandFailedException.generic("Device '" + driver + "' can't go on " + bus.type() + " bus");
            }
            return Optional.of(bus);
        }
        return type.bus().map(wanted -> {
            List<QomObject> fitting =
                    all().stream().filter(bus -> bus.type().is(wanted)).toList();
            if (fitting.isEmpty()) {
                throw CommandFailedException.generic("No '" + wanted + "' bus found for device '" + driver + "'");
            }
            return fitting.stream().filter(PciBus::isOfBoard).findFirst().orElse(fitting.get(fitting.size() - 1));
        });
    }

    private QomObject named(String name) {
        String first = name.contains("/") ? name.substring(0, name.indexOf('/')) : name;
        return all().stream()
                .filter(bus -> bus.name().equals(first))
                .findFirst()
                .orElseThrow(() -> CommandFailedException.generic("Bus '" + first + "' not found"));
    }

    private List<QomObject> all() {
        List<QomObject> buses = new ArrayList<>();
        collect(tree.root(), buses);
        return buses;
    }

    private static void collect(QomObject object, List<QomObject> buses) {
        if (object.type().is("bus")) {
            buses.add(object);
        }
        object.children().forEach(child -> collect(child, buses));
    }

    /** Makes a device the youngest of a bus. */
    static void link(QomObject bus, QomObject device) {
        long number = bus.properties().stream()
                .filter(property -> isLink(property.name()))
                .count();
        while (bus.property("child[" + number + "]").isPresent()) {
            number++;
        }
        bus.add(new Property(
                bus,
                "child[" + number + "]",
                "link<" + device.type() + ">",
                Access.NEVER,
                new QmpString(device.path())));
    }

    /** Removes a device from its bus. */
    static void unlink(QomObject bus, QomObject device) {
        bus.properties()
                .removeIf(property -> isLink(property.name()) && property.get().equals(new QmpString(device.path())));
    }

    /** {@return whether a property of a bus is a link to one of its devices} */
    static boolean isLink(String property) {
        return property.startsWith("child[");
    }

    /** Fails if a bus does not support hot-plugging. */
    static void needHotplug(QomObject bus) {
        boolean isFixed = PciBus.isOfBoard(bus) && bus.type().is("PCIE");
        if (isFixed
                || bus.text("hotplug-handler")
                        .filter(handler -> !handler.isEmpty())
                        .isEmpty()) {
            String name = bus.type().is("System") ? "main-system-bus" : bus.name();
            throw CommandFailedException.generic("Bus '" + name + "' does not support hotplugging");
        }
    }
}
