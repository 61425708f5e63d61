package io.qmp.plugin.machine.door;

import io.qmp.plugin.machine.object.QomObject;
import io.qmp.plugin.machine.object.QomType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The text of {@code info qtree}: each bus with its devices, each device with its properties and its buses, the
 * youngest first. Interrupt lines, memory regions and PCI identifiers are left out, as these devices have none.
 */
final class DeviceTree {
    private static final String STEP = "  ";
    private static final int DEEPEST_INDENT = 64;

    private final Map<String, List<QomObject>> devicesByBus = new HashMap<>();
    private final Deque<Place> left = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();

    /** A bus or a device that is still to be described. */
    private record Place(QomObject object, int depth) {}

    private DeviceTree() {}

    /** {@return the description of all devices} */
    static String describe(QomObject root) {
        DeviceTree tree = new DeviceTree();
        List<QomObject> devices = new ArrayList<>();
        collect(root, devices);
        devices.sort(Comparator.comparingInt(DeviceTree::age));
        for (QomObject device : devices) {
            device.text("parent_bus")
                    .ifPresent(bus -> tree.devicesByBus
                            .computeIfAbsent(bus, first -> new ArrayList<>())
                            .add(device));
        }
        return tree.describeAll(root.child("machine")
                .flatMap(machine -> machine.child("unattached"))
                .flatMap(unattached -> unattached.child("sysbus"))
                .orElseThrow());
    }

    private static void collect(QomObject object, List<QomObject> devices) {
        if (object.type().is("device")) {
            devices.add(object);
        }
        object.children().forEach(child -> collect(child, devices));
    }

    /** The board's parts come first, then its numbered devices, then what users plug in. */
    private static int age(QomObject device) {
        if (device.path().startsWith("/machine/peripheral")) {
            return Integer.MAX_VALUE;
        }
        String name = device.name();
        return name.startsWith("device[") ? Integer.parseInt(name.substring(7, name.length() - 1)) : -1;
    }

    private String describeAll(QomObject systemBus) {
        left.push(new Place(systemBus, 0));
        while (!left.isEmpty()) {
            Place place = left.pop();
            String indent = STEP.repeat(Math.min(place.depth(), DEEPEST_INDENT));
            if (place.object().type().is("bus")) {
                bus(place.object(), indent);
                later(devicesByBus.getOrDefault(place.object().path(), List.of()), place.depth() + 1);
            } else {
                device(place.object(), indent);
                later(
                        place.object().children().stream()
                                .filter(child -> child.type().is("bus"))
                                .toList(),
                        place.depth() + 1);
            }
        }
        return text.toString();
    }

    /** The last of them is described first. */
    private void later(List<QomObject> objects, int depth) {
        objects.forEach(object -> left.push(new Place(object, depth)));
    }

    private void bus(QomObject bus, String indent) {
        String name = bus.type().name().equals("System") ? "main-system-bus" : bus.name();
        text.append(indent).append("bus: ").append(name).append('\n');
        text.append(indent).append(STEP).append("type ").append(bus.type()).append('\n');
    }

    private void device(QomObject device, String indent) {
        String id = device.path().equals("/machine/peripheral/" + device.name()) ? device.name() : "";
        text.append(indent).append("dev: ").append(device.type()).append(", id \"");
        text.append(id).append("\"\n");
        Optional<QomType> type = Optional.of(device.type());
        while (type.filter(known -> known.is("device")).isPresent()) {
            properties(device, type.get(), indent + STEP);
            type = type.get().parent();
        }
    }

    /** The properties that a type has and its parent has not. */
    private void properties(QomObject device, QomType type, String indent) {
        Map<String, ?> inherited = type.parent().map(QomType::properties).orElse(Map.of());
        for (String name : type.properties().keySet()) {
            if (!inherited.containsKey(name)) {
                device.property(name)
                        .filter(property -> !isOfPart(device, name))
                        .flatMap(property -> PropertyText.of(device.type(), property))
                        .ifPresent(value -> text.append(indent)
                                .append(name)
                                .append(" = ")
                                .append(value)
                                .append('\n'));
            }
        }
    }

    /** Whether a property belongs to the device's backend, which is a device of its own. */
    private static boolean isOfPart(QomObject device, String name) {
        return device.child("virtio-backend")
                .flatMap(part -> part.property(name))
                .equals(device.property(name));
    }
}
