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

    /** Fails if the address of a device on a bus is in use, or is not one for a further function of its slot. */
    static void checkAddress(Qom qom, QomObject bus, QomObject device) {
        long address = address(device);
        if (address < 0) {
            return;
        }
        long slot = address / FUNCTIONS;
        List<QomObject> others = on(qom, bus)
                .filter(other -> !other.path().equals(device.path()) && address(other) / FUNCTIONS == slot)
                .toList();
        for (QomObject other : others) {
            if (address(other) == address) {
                throw CommandFailedException.generic("PCI: slot " + slot + " function " + address % FUNCTIONS
                        + " not available for " + device.type() + ", in use by " + other.type() + ",id="
                        + (other.isPlugged() ? other.name() : "(null)"));
            }
        }
        checkFunctions(slot, address % FUNCTIONS, device, others);
    }

    /** Further functions need a function 0 that says that there are some. */
    private static void checkFunctions(long slot, long function, QomObject device, List<QomObject> others) {
        String place = Long.toHexString(slot) + ".";
        for (QomObject other : others) {
            long its = address(other) % FUNCTIONS;
            if (function != 0 && its == 0 && !other.isOn("multifunction")) {
                throw CommandFailedException.generic(
                        "PCI: single function device can't be populated in function " + place + function);
            }
            if (function == 0 && !device.isOn("multifunction")) {
                throw CommandFailedException.generic(
                        "PCI: " + place + "0 indicates single function, but " + place + its + " is already populated.");
            }
        }
    }

    /** {@return the address of a device; -1 for any, or if such devices have none} */
    static long address(QomObject device) {
        return device.property("addr")
                .filter(address -> address.get() instanceof QmpLong)
                .map(address -> ((QmpLong) address.get()).value())
                .orElse(-1L);
    }

    /** {@return the devices on a bus: those of the board and those that were plugged in} */
    private static Stream<QomObject> on(Qom qom, QomObject bus) {
        Stream<QomObject> ofBoard = bus.properties().stream()
                .filter(property -> property.name().startsWith("child["))
                .flatMap(property -> bus.text(property.name()).stream())
                .flatMap(path -> qom.tree().resolve(path).found().stream());
        Stream<QomObject> plugged = PluggedDevices.all(qom)
                .filter(device ->
                        device.text("parent_bus").filter(bus.path()::equals).isPresent());
        return Stream.concat(ofBoard, plugged);
    }

    /** {@return a free slot of a bus} */
    static long freeSlot(Qom qom, QomObject bus) {
        Set<Long> taken = on(qom, bus)
                .map(Buses::address)
                .map(address -> address / FUNCTIONS)
                .collect(Collectors.toSet());
        long slot = 0;
        while (taken.contains(slot) && slot < SLOTS) {
            slot++;
        }
        return slot;
    }
}
