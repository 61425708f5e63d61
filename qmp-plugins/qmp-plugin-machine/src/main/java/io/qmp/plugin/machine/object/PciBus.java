package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpLong;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A PCI bus with its devices.
 *
 * @param qom the machine
 * @param bus the bus
 */
public record PciBus(Qom qom, QomObject bus) {
    /** The functions of a slot. */
    public static final long FUNCTIONS = 8;

    private static final long SLOTS = 32;

    /** {@return the bus of the board, if it has one} */
    public static Optional<PciBus> first(Qom qom) {
        return qom.at("/machine").children().stream()
                .flatMap(part -> part.children().stream())
                .filter(PciBus::isPci)
                .findFirst()
                .map(bus -> new PciBus(qom, bus));
    }

    private static boolean isPci(QomObject object) {
        return object.type().is("PCI") && object.type().is("bus");
    }

    /** {@return whether a bus is the board's, not a bridge's} */
    static boolean isOfBoard(QomObject bus) {
        String path = bus.path();
        return isPci(bus) && path.startsWith("/machine/") && path.split("/").length == 4;
    }

    /** {@return the address of a device; -1 for any, or if such devices have none} */
    public static long address(QomObject device) {
        return device.property("addr")
                .filter(address -> address.get() instanceof QmpLong)
                .map(address -> ((QmpLong) address.get()).value())
                .orElse(-1L);
    }

    /** {@return the devices on the bus, by their addresses} */
    public List<QomObject> devices() {
        return all().sorted(Comparator.comparingLong(PciBus::address)).toList();
    }

    private Stream<QomObject> all() {
        return bus.properties().stream()
                .filter(property -> Buses.isLink(property.name()))
                .flatMap(link -> bus.text(link.name()).stream())
                .flatMap(path -> qom.tree().resolve(path).found().stream());
    }

    /** Fails if the address of a device is in use, or is not one for a further function of its slot. */
    void checkAddress(QomObject device) {
        long address = address(device);
        if (address < 0) {
            return;
        }
        long slot = address / FUNCTIONS;
        List<QomObject> others =
                all().filter(other -> address(other) / FUNCTIONS == slot).toList();
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

    /** {@return a free slot of the bus} */
    long freeSlot() {
        Set<Long> taken =
                all().map(PciBus::address).map(address -> address / FUNCTIONS).collect(Collectors.toSet());
        long slot = 0;
        while (taken.contains(slot) && slot < SLOTS) {
            slot++;
        }
        return slot;
    }
}
