package io.qmp.plugin.machine.object;

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
