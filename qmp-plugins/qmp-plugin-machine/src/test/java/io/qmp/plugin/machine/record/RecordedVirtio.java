package io.qmp.plugin.machine.record;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpBoolean;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What virtio devices say of themselves that no guest has touched. A line has the type of a device and {@code =status},
 * {@code =queues} or a property, and the answer: that to {@code x-query-virtio-status}, those to
 * {@code x-query-virtio-queue-status} of each queue, or the features that the host offers when the property is on.
 */
final class RecordedVirtio {
    private static final String STATUS = "x-query-virtio-status";
    private static final String QUEUE = "x-query-virtio-queue-status";
    private static final int MOST = 20;

    private final String command;
    private final RecordedTypes types;
    private final List<String> lines = new ArrayList<>();

    RecordedVirtio(String command, RecordedTypes types) {
        this.command = command;
        this.types = types;
        for (String type : types.creatable("device")) {
            if (type.startsWith("virtio-") && type.contains("-pci")
                    || types.creatable("virtio-device").contains(type)) {
                record(type);
            }
        }
    }

    /** {@return the record} */
    List<String> lines() {
        return lines;
    }

    private void record(String type) {
        boolean isBehindPci = type.contains("-pci");
        String path = "/machine/peripheral/d0" + (isBehindPci ? "/virtio-backend" : "");
        Map<String, QmpBoolean> switches;
        Optional<QmpObject> status;
        try (RecordedQemu qemu = start(type, List.of(""))) {
            lines.add(Lines.of(type, "=queues", Lines.json(queues(qemu, path))));
            switches = switches(qemu, path);
            status = status(qemu, path); // QEMU 11.1 ends here
        } catch (QemuRefusal e) {
            return; // needs a peer
        }
        if (status.isEmpty()) {
            return;
        }
        lines.add(Lines.of(type, "=status", Lines.json(status.get())));
        if (type.endsWith("-pci")) {
            List<String> names = List.copyOf(switches.keySet());
            for (int from = 0; from < names.size(); from += MOST) {
                compare(type, names.subList(from, Math.min(names.size(), from + MOST)), switches, status.get());
            }
        }
    }

    private static QmpArray queues(RecordedQemu qemu, String path) {
        List<QmpValue> queues = new ArrayList<>();
        while (true) {
            try {
                queues.add(
                        qemu.ask(QUEUE, QmpObject.of("path", QmpValue.of(path), "queue", QmpValue.of(queues.size()))));
            } catch (QemuRefusal e) {
                return new QmpArray(queues);
            }
        }
    }

    private static Optional<QmpObject> status(RecordedQemu qemu, String path) {
        try {
            return Optional.of((QmpObject) qemu.ask(STATUS, QmpObject.of("path", QmpValue.of(path))));
        } catch (QemuRefusal e) {
            return Optional.empty();
        }
    }

    /** {@return the properties that are on or off, and can be set on the command line} */
    private static Map<String, QmpBoolean> switches(RecordedQemu qemu, String path) {
        Map<String, QmpBoolean> switches = new LinkedHashMap<>();
        for (QmpObject property : qemu.list("qom-list", QmpObject.of("path", QmpValue.of(path)))) {
            String name = property.string("name").orElseThrow();
            if (property.string("type").orElseThrow().equals("bool")
                    && !List.of("realized", "hotplugged", "hotpluggable").contains(name)) {
                QmpObject where = QmpObject.of("path", QmpValue.of(path), "property", QmpValue.of(name));
                switches.put(name, (QmpBoolean) qemu.ask("qom-get", where));
            }
        }
        return switches;
    }

    private void compare(String type, List<String> names, Map<String, QmpBoolean> switches, QmpObject plain) {
        List<String> settings = names.stream()
                .map(name -> "," + name + "=" + (switches.get(name) == QmpBoolean.TRUE ? "off" : "on"))
                .toList();
        try (RecordedQemu qemu = start(type, settings)) {
            for (int i = 0; i < names.size(); i++) {
                QmpObject other = status(qemu, "/machine/peripheral/d" + i + "/virtio-backend")
                        .orElseThrow();
                boolean wasOn = switches.get(names.get(i)) == QmpBoolean.TRUE;
                QmpObject added = wasOn ? added(other, plain) : added(plain, other);
                if (!added.isEmpty()) {
                    lines.add(Lines.of(type, names.get(i), Lines.json(added)));
                }
            }
        } catch (QemuRefusal e) {
            if (names.size() > 1) { // one of them cannot be set
                int half = names.size() / 2;
                compare(type, names.subList(0, half), switches, plain);
                compare(type, names.subList(half, names.size()), switches, plain);
            }
        }
    }

    /** {@return the features that the host offers in one answer only} */
    private static QmpObject added(QmpObject without, QmpObject with) {
        QmpObject before = without.object("host-features").orElseThrow();
        QmpObject after = with.object("host-features").orElseThrow();
        QmpObject.Builder added = QmpObject.builder();
        for (String list : List.of("transports", "dev-features")) {
            List<QmpValue> names = new ArrayList<>(elements(after, list));
            names.removeAll(elements(before, list));
            if (!names.isEmpty()) {
                added.put(list, new QmpArray(names));
            }
        }
        long unknown = unknown(after) & ~unknown(before);
        if (unknown != 0) {
            added.put("unknown-dev-features", new QmpLong(unknown));
        }
        return added.build();
    }

    private static List<QmpValue> elements(QmpObject features, String list) {
        return features.get(list) instanceof QmpArray array ? array.elements() : List.of();
    }

    private static long unknown(QmpObject features) {
        return features.integer("unknown-dev-features").orElse(0);
    }

    /** Starts a machine with one device for each of some settings. */
    private RecordedQemu start(String type, List<String> settings) {
        List<String> options = new ArrayList<>(List.of("-m", "128,slots=4,maxmem=64G", "-machine"));
        options.add(type.contains("-pci") ? "q35,accel=tcg" : "microvm,accel=tcg");
        for (int i = 0; i < settings.size(); i++) {
            StringBuilder device = new StringBuilder(type + ",id=d" + i + settings.get(i));
            for (Map.Entry<String, List<String>> need : RecordedTemplates.NEEDS.entrySet()) {
                List<String> words = need.getValue();
                if (types.property(type, need.getKey()).isPresent()) {
                    String name = words.get(0);
                    String own = words.size() > 1 ? name + i : name;
                    words.subList(1, words.size())
                            .forEach(word -> options.add(word.replaceAll("=" + name + "(?=$|,)", "=" + own)));
                    device.append(',').append(need.getKey()).append('=').append(own);
                }
            }
            options.addAll(List.of("-device", device.toString()));
        }
        return RecordedQemu.start(command, options);
    }
}
