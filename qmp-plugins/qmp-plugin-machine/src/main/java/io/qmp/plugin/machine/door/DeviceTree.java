package io.qmp.plugin.machine.door;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpString;
import io.qmp.plugin.machine.object.PciBus;
import io.qmp.plugin.machine.object.Property;
import io.qmp.plugin.machine.object.Qom;
import io.qmp.plugin.machine.object.QomObject;
import io.qmp.plugin.machine.object.QomTree;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * The text of {@code info qtree}: each bus with its devices, each device with its properties and its buses, the
 * youngest first. Which properties a device shows, and what else, was recorded.
 */
final class DeviceTree {
    private static final String STEP = "  ";
    private static final String LINK = "child[";
    private static final int DEEPEST_INDENT = 64;

    private final QomTree tree;
    private final Deque<Place> left = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();

    /** A bus or a device that is still to be described. */
    private record Place(QomObject object, int depth) {}

    private DeviceTree(QomTree tree) {
        this.tree = tree;
    }

    /** {@return the description of all devices} */
    static String describe(Qom qom) {
        DeviceTree description = new DeviceTree(qom.tree());
        return description.describeAll(qom.at("/machine/unattached/sysbus"));
    }

    private String describeAll(QomObject systemBus) {
        left.push(new Place(systemBus, 0));
        while (!left.isEmpty()) {
            Place place = left.pop();
            String indent = STEP.repeat(Math.min(place.depth(), DEEPEST_INDENT));
            if (place.object().type().is("bus")) {
                bus(place.object(), indent);
                later(devices(place.object()), place.depth() + 1);
            } else {
                device(place.object(), indent);
                later(buses(place.object()), place.depth() + 1);
            }
        }
        return text.toString();
    }

    /** The last of them is described first. */
    private void later(List<QomObject> objects, int depth) {
        objects.forEach(object -> left.push(new Place(object, depth)));
    }

    private List<QomObject> devices(QomObject bus) {
        return bus.properties().stream()
                .filter(property -> property.name().startsWith(LINK))
                .sorted(Comparator.comparingInt(DeviceTree::number))
                .flatMap(link -> tree.resolve(((QmpString) link.get()).value()).found().stream())
                .toList();
    }

    private static int number(Property link) {
        return Integer.parseInt(link.name().substring(LINK.length(), link.name().length() - 1));
    }

    private static List<QomObject> buses(QomObject device) {
        return device.children().stream()
                .filter(child -> child.type().is("bus"))
                .sorted(Comparator.comparing(QomObject::name))
                .toList();
    }

    private void bus(QomObject bus, String indent) {
        String name = bus.type().name().equals("System") ? "main-system-bus" : bus.name();
        text.append(indent).append("bus: ").append(name).append('\n');
        text.append(indent).append(STEP).append("type ").append(bus.type()).append('\n');
    }

    private void device(QomObject device, String indent) {
        String id = device.isPlugged() ? device.name() : "";
        text.append(indent).append("dev: ").append(device.type()).append(", id \"");
        text.append(id).append("\"\n");
        device.fact("#qtree")
                .filter(QmpArray.class::isInstance)
                .ifPresent(lines -> ((QmpArray) lines)
                        .elements()
                        .forEach(line -> line(device, ((QmpString) line).value(), indent + STEP)));
    }

    private void line(QomObject device, String line, String indent) {
        if (!line.startsWith("=")) {
            text.append(indent)
                    .append(line.replace(", addr @,", ", addr " + address(device) + ","))
                    .append('\n');
            return;
        }
        device.property(line.substring(1))
                .flatMap(property -> PropertyText.of(device.type(), property))
                .ifPresent(value -> text.append(indent)
                        .append(line.substring(1))
                        .append(" = ")
                        .append(value)
                        .append('\n'));
    }

    private static String address(QomObject device) {
        long address = PciBus.address(device);
        return "00:%02x.%x".formatted(address / PciBus.FUNCTIONS, address % PciBus.FUNCTIONS);
    }
}
