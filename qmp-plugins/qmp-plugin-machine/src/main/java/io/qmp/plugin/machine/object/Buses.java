package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpLong;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The buses of the machine. */
record Buses(QomTree tree) {
    private static final String FIRST = "/machine/q35/pcie.0";
    private static final long SLOTS = 32;
    private static final long FUNCTIONS = 8;

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
            return fitting.stream()
                    .filter(bus -> bus.path().equals(FIRST))
                    .findFirst()
                    .orElse(fitting.get(fitting.size() - 1));
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

    /** Fails if a bus does not support hot-plugging. */
    static void needHotplug(QomObject bus) {
        if (bus.text("hotplug-handler").filter(handler -> !handler.isEmpty()).isEmpty()) {
            String name = bus.type().is("System") ? "main-system-bus" : bus.name();
            throw CommandFailedException.generic("Bus '" + name + "' does not support hotplugging");
        }
    }

    /** Fails if the address of a device on a bus is in use. */
    static void checkAddress(Qom qom, QomObject bus, QomObject device) {
        long address = address(device);
        if (address >= 0) {
            on(qom, bus).filter(other -> address(other) == address).findFirst().ifPresent(other -> {
                throw CommandFailedException.generic(
                        "PCI: slot " + address / FUNCTIONS + " function " + address % FUNCTIONS
                                + " not available for " + device.type() + ", in use by " + other.type() + ",id="
                                + (other.name().startsWith("device[") ? "(null)" : other.name()));
            });
        }
    }

    /** {@return the address of a device; -1 for any, or if such devices have none} */
    static long address(QomObject device) {
        return device.property("addr")
                .filter(address -> address.get() instanceof QmpLong)
                .map(address -> ((QmpLong) address.get()).value())
                .orElse(-1L);
    }

    private static Stream<QomObject> on(Qom qom, QomObject bus) {
        return PluggedDevices.all(qom)
                .filter(device ->
                        device.text("parent_bus").filter(bus.path()::equals).isPresent());
    }

    /** {@return a free slot of a bus; the first slot of the first bus is the bridge's} */
    static long freeSlot(Qom qom, QomObject bus) {
        Set<Long> taken = on(qom, bus)
                .map(Buses::address)
                .map(address -> address / FUNCTIONS)
                .collect(Collectors.toSet());
        long slot = bus.path().equals(FIRST) ? 1 : 0;
        while (taken.contains(slot) && slot < SLOTS) {
            slot++;
        }
        return slot;
    }
}
