package io.qmp.plugin.machine.record;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.plugin.machine.object.PropertyInfo;
import io.qmp.plugin.machine.object.PropertyInfo.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** An object of a QEMU and all below it: their types, and the values that differ from the defaults of their types. */
final class RecordedObjects {
    /** What a monitor adds to every machine. */
    private static final Set<String> OF_MONITORS = Set.of("/chardevs/compat_monitor0", "/objects/compat_monitor0");

    private final RecordedQemu qemu;
    private final RecordedTypes types;
    private final String root;
    private final Map<String, List<String>> facts;
    private final List<Supplier<String>> lines = new ArrayList<>();
    private final List<Probe> probes = new ArrayList<>();

    /** A property that is to be set to the value that it has. */
    private record Probe(QmpObject arguments, Consumer<Access> result) {}

    private RecordedObjects(RecordedQemu qemu, RecordedTypes types, String root, Map<String, List<String>> facts) {
        this.qemu = qemu;
        this.types = types;
        this.root = root;
        this.facts = facts;
        record(root, type(root));
    }

    /**
     * {@return the record of an object}
     *
     * @param start starts a program that has the object
     * @param root the path of the object
     */
    static List<String> lines(Supplier<RecordedQemu> start, RecordedTypes types, String root) {
        RecordedQemu qemu = start.get();
        Map<String, List<String>> facts = root.startsWith("/objects") ? Map.of() : new DeviceFacts(qemu).byPath();
        RecordedObjects objects = new RecordedObjects(qemu, types, root, facts);
        for (Probe probe : objects.probes) {
            try {
                qemu.ask("qom-set", probe.arguments());
                probe.result().accept(Access.ALWAYS);
            } catch (QemuRefusal e) {
                probe.result().accept(access(e.text()));
                if (e.kind().equals("Ended")) { // a few properties end it
                    qemu = start.get();
                }
            }
        }
        qemu.close();
        return objects.lines.stream().map(Supplier::get).toList();
    }

    private static Access access(String failure) {
        return failure.contains("is not writable")
                ? Access.NEVER
                : failure.contains("after it was realized") ? Access.UNREALIZED : Access.ALWAYS;
    }

    private String type(String path) {
        return ((QmpString) get(path, "type")).value();
    }

    private QmpValue get(String path, String property) {
        return qemu.ask("qom-get", QmpObject.of("path", QmpValue.of(path), "property", QmpValue.of(property)));
    }

    private void record(String path, String type) {
        String below = path.equals(root) ? "/" : root.equals("/") ? path : path.substring(root.length());
        lines.add(() -> Lines.of(below, type));
        boolean isTried = types.isTried(type);
        List<String> children = new ArrayList<>();
        for (QmpObject property : qemu.list("qom-list", QmpObject.of("path", QmpValue.of(path)))) {
            String name = property.string("name").orElseThrow();
            String valueType = property.string("type").orElseThrow();
            if (valueType.startsWith("child<")) {
                children.add(name + "\t" + valueType.substring("child<".length(), valueType.length() - 1));
            } else if (!name.equals("type")) {
                property(path, type, name, valueType, isTried);
            }
        }
        facts.getOrDefault(path, List.of()).forEach(fact -> lines.add(() -> fact));
        for (String child : children) {
            String[] fields = child.split("\t");
            String place = path.equals("/") ? "/" + fields[0] : path + "/" + fields[0];
            if (!OF_MONITORS.contains(place)) {
                record(place, fields[1]);
            }
        }
    }

    private void property(String path, String type, String name, String valueType, boolean isTried) {
        QmpValue value;
        boolean isReadable = true;
        try {
            value = get(path, name);
        } catch (QemuRefusal e) {
            value = QmpObject.of("!", QmpValue.of(e.text()));
            isReadable = false;
        }
        String shown = shown(value);
        Optional<PropertyInfo> info =
                types.property(type, name).filter(known -> known.type().equals(valueType));
        if (info.isEmpty()) {
            Access[] access = {Access.NEVER};
            probe(isReadable, path, name, value, found -> access[0] = found);
            lines.add(() -> "\t" + Lines.of(name, valueType, shown, RecordedTypes.letter(access[0])));
        } else {
            if (!isTried) {
                probe(isReadable, path, name, value, access -> types.observe(type, name, access));
            }
            if (!info.get().initialValue().equals(value)) {
                lines.add(() -> "\t" + Lines.of(name, "", shown));
            }
        }
    }

    private void probe(boolean isReadable, String path, String name, QmpValue value, Consumer<Access> result) {
        if (isReadable) {
            probes.add(new Probe(
                    QmpObject.builder()
                            .put("path", QmpValue.of(path))
                            .put("property", QmpValue.of(name))
                            .put("value", value)
                            .build(),
                    result));
        } else {
            result.accept(Access.NEVER);
        }
    }

    /** Paths below the root begin with a dollar sign, as the record may be used elsewhere. */
    private String shown(QmpValue value) {
        boolean isBelow = !root.equals("/")
                && value instanceof QmpString text
                && (text.value().equals(root) || text.value().startsWith(root + "/"));
        return Lines.json(
                isBelow ? QmpValue.of("$" + ((QmpString) value).value().substring(root.length())) : value);
    }
}
