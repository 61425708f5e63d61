package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpNull;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A snapshot of the devices that users have plugged in, and of the buses that they are on. */
final class PluggedDevices {
    private final Map<String, QomObject> byPath = new HashMap<>();
    private final Map<QomObject, List<QomObject>> dependents = new HashMap<>();

    private PluggedDevices() {}

    static PluggedDevices of(Qom qom) {
        PluggedDevices plugged = new PluggedDevices();
        List<QomObject> devices = all(qom).toList();
        devices.forEach(device -> plugged.byPath.put(device.path(), device));
        for (QomObject device : devices) {
            QomObject owner = plugged.owner(device.text("parent_bus").orElse(""));
            if (owner != null) {
                plugged.dependents
                        .computeIfAbsent(owner, first -> new ArrayList<>())
                        .add(device);
            }
        }
        return plugged;
    }

    /** {@return the devices that users have plugged in, those with an id first} */
    static Stream<QomObject> all(Qom qom) {
        return Stream.of("/machine/peripheral", "/machine/peripheral-anon")
                .flatMap(path -> qom.at(path).children().stream());
    }

    /** Fails if the firmware's boot order has the place of a new device already. */
    static void checkBootIndex(Qom qom, QomObject device) {
        long index = number(device, "bootindex");
        boolean used = index >= 0
                && all(qom).anyMatch(
                                other -> !other.path().equals(device.path()) && number(other, "bootindex") == index);
        if (used) {
            throw CommandFailedException.generic("The bootindex " + index + " has already been used");
        }
    }

    /** Fails if a port has the number of another port in its chassis. */
    static void checkChassis(Qom qom, QomObject device) {
        boolean used = device.type().is("pcie-slot")
                && all(qom).filter(other -> other.type().is("pcie-slot"))
                        .filter(other -> !other.path().equals(device.path()))
                        .anyMatch(other -> number(other, "chassis") == number(device, "chassis")
                                && number(other, "slot") == number(device, "slot"));
        if (used) {
            throw CommandFailedException.generic("Can't add chassis slot, error -16");
        }
    }

    /** {@return the value of a property that is a number; -1 if there is none} */
    private static long number(QomObject device, String name) {
        return device.property(name).map(Property::get).orElse(QmpNull.NULL) instanceof QmpLong number
                ? number.value()
                : -1;
    }

    /** {@return the plugged device that has this bus; null if the board has it} */
    private @Nullable QomObject owner(String busPath) {
        for (int end = busPath.lastIndexOf('/'); end > 0; end = busPath.lastIndexOf('/', end - 1)) {
            QomObject owner = byPath.get(busPath.substring(0, end));
            if (owner != null) {
                return owner;
            }
        }
        return null;
    }

    /**
     * {@return a device and all that is plugged into it or into one of these, in an order in which they can be
     * removed}
     *
     * @param skipped the devices that are left out, with the devices on their buses
     */
    List<QomObject> withDependents(QomObject device, Predicate<QomObject> skipped) {
        LinkedList<QomObject> innermostFirst = new LinkedList<>();
        Deque<QomObject> left = new ArrayDeque<>(List.of(device));
        while (!left.isEmpty()) {
            QomObject next = left.pop();
            if (!skipped.test(next)) {
                innermostFirst.addFirst(next);
                dependents.getOrDefault(next, List.of()).forEach(left::push);
            }
        }
        return innermostFirst;
    }
}
