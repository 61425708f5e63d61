package io.qmp.plugin.machine.record;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the record has about a device besides its properties: its lines in {@code info qtree}, in which a property is
 * written as an equals sign and its name, and its answer to {@code query-pci}.
 */
final class DeviceFacts {
    private static final Pattern PROPERTY = Pattern.compile("([A-Za-z0-9_.\\-]+) = .*");
    private static final Pattern ADDRESS = Pattern.compile(", addr [0-9a-f]{2}:([0-9a-f]{2})\\.([0-7]),");
    private static final Pattern LINK = Pattern.compile("child\\[(\\d+)]");
    private static final Set<String> OF_THE_PLACE = Set.of("bus", "slot", "function", "qdev_id");

    /** A device of a PCI bus. */
    private record Place(String path, int depth) {}

    private final RecordedQemu qemu;
    private final List<String> text;
    private final Map<String, List<String>> facts = new HashMap<>();
    private final Map<String, Place> pci = new HashMap<>();
    private int next;

    DeviceFacts(RecordedQemu qemu) {
        this.qemu = qemu;
        this.text = qemu.print("info qtree").lines().toList();
        if (!text.isEmpty()) {
            bus("/machine/unattached/sysbus");
        }
        pciDevices();
    }

    /** {@return the lines for the record, by the paths of the devices} */
    Map<String, List<String>> byPath() {
        return facts;
    }

    private static int depth(String line) {
        return line.length() - line.stripLeading().length();
    }

    /** Reads the bus at the present line. */
    private void bus(String path) {
        int depth = depth(text.get(next));
        next += 2; // its name and its type
        List<String> devices = new ArrayList<>(qemu.list("qom-list", QmpObject.of("path", QmpValue.of(path))).stream()
                .map(property -> property.string("name").orElseThrow())
                .filter(name -> LINK.matcher(name).matches())
                .toList());
        devices.sort(Comparator.comparingInt(DeviceFacts::number).reversed());
        for (String link : devices) {
            if (depth(text.get(next)) <= depth) {
                throw new IllegalStateException(path + " has more devices than info qtree tells");
            }
            device(((QmpString)
                            qemu.ask("qom-get", QmpObject.of("path", QmpValue.of(path), "property", QmpValue.of(link))))
                    .value());
        }
    }

    private static int number(String link) {
        Matcher matcher = LINK.matcher(link);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : -1;
    }

    private void device(String path) {
        int depth = depth(text.get(next++));
        List<QmpValue> lines = new ArrayList<>();
        while (next < text.size() && depth(text.get(next)) > depth) {
            String line = text.get(next).strip();
            if (line.startsWith("bus: ")) {
                bus(path + "/" + line.substring("bus: ".length()));
            } else {
                lines.add(QmpValue.of(fact(path, depth, line)));
                next++;
            }
        }
        add(path, "#qtree", new QmpArray(lines));
    }

    private String fact(String path, int depth, String line) {
        Matcher address = ADDRESS.matcher(line);
        if (address.find()) {
            Place place = new Place(path, depth);
            pci.merge(
                    Integer.parseInt(address.group(1), 16) + "." + address.group(2),
                    place,
                    (one, other) -> one.depth() <= other.depth() ? one : other);
            return address.replaceFirst(", addr @,");
        }
        Matcher property = PROPERTY.matcher(line);
        return property.matches() ? "=" + property.group(1) : line;
    }

    private void add(String path, String kind, QmpValue value) {
        facts.computeIfAbsent(path, first -> new ArrayList<>()).add("\t" + Lines.of(kind, "", Lines.json(value)));
    }

    private void pciDevices() {
        List<QmpObject> buses;
        try {
            buses = qemu.list("query-pci", QmpObject.EMPTY);
        } catch (QemuRefusal e) {
            return;
        }
        for (QmpObject bus : buses) {
            for (QmpValue each : bus.array("devices").orElseThrow().elements()) {
                QmpObject device = (QmpObject) each;
                Place place = pci.get(device.integer("slot").orElseThrow() + "."
                        + device.integer("function").orElseThrow());
                QmpObject.Builder fact = QmpObject.builder();
                device.members().forEach((name, value) -> {
                    if (!OF_THE_PLACE.contains(name)) {
                        fact.put(name, value);
                    }
                });
                add(Objects.requireNonNull(place, device.toString()).path(), "#pci", fact.build());
            }
        }
    }
}
