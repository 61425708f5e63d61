package io.qmp.plugin.machine.object;

import static io.qmp.plugin.machine.object.Recorded.field;

import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The initial parts and properties of objects. A line of the record has the path of an object below the template's
 * and its type; lines that begin with a tab have the properties that differ from the type's. A dollar sign stands
 * for the path of the whole.
 */
public final class Templates {
    /** The id of devices in the record, from which buses have their names. */
    private static final String RECORDED_ID = "d0";

    /** What a device has from its place. */
    private static final Set<String> OF_THE_PLACE = Set.of("parent_bus", "addr", "legacy-addr", "hotplugged");

    /** How an object changes when it is realized. */
    private static final String REALIZED = "realized";

    private final TypeTable types;
    private final Recorded recorded;
    private final WireCodec codec;
    private final Map<String, List<String>> devices = new LinkedHashMap<>();
    private final Map<String, String> failures = new LinkedHashMap<>();

    private Templates(TypeTable types, Recorded recorded, WireCodec codec) {
        this.types = types;
        this.recorded = recorded;
        List<String> lines = recorded.lines("templates");
        this.codec = codec;
        for (int start = 0; start < lines.size(); ) {
            int end = start + 1;
            while (end < lines.size() && !lines.get(end).startsWith("=")) {
                end++;
            }
            String[] fields = lines.get(start).substring(1).split("\t");
            if (end > start + 1) {
                devices.put(fields[0], lines.subList(start + 1, end));
            }
            if (!field(fields, 2).isEmpty()) {
                failures.put(fields[0], fields[2]);
            }
            start = end;
        }
    }

    /**
     * {@return the recorded templates}
     *
     * @param codec reads recorded values
     */
    public static Templates read(TypeTable types, Recorded recorded, WireCodec codec) {
        return new Templates(types, recorded, codec);
    }

    /** {@return the root of the tree of a machine without devices of its own} */
    public QomObject board(Board board) {
        List<String> lines = board.lines(recorded, types);
        QomObject root = build(lines, "", new QomObject(type("container")));
        board.complete(root, codec);
        root.realize();
        return root;
    }

    /** {@return the error of making an object of a type without further properties, if that fails} */
    public Optional<String> failure(QomType type) {
        return Optional.ofNullable(failures.get(type.name()));
    }

    /** {@return a new object with its parts, in the tree} */
    public QomObject make(QomType type, QomObject parent, String name) {
        QomObject object = prepare(type, parent, name);
        object.attach();
        return object;
    }

    /** {@return a new object with its parts, which has a path but is not attached to the tree yet} */
    public QomObject prepare(QomType type, QomObject parent, String name) {
        QomObject object = new QomObject(type);
        object.belongTo(parent, name);
        return build(devices.getOrDefault(type.name(), List.of()), name, object);
    }

    private QomObject build(List<String> lines, String id, QomObject root) {
        String path = root.path();
        QomObject current = root;
        for (String line : lines) {
            if (line.startsWith("\t")) {
                property(current, line.substring(1).split("\t"), path, id);
            } else {
                String[] fields = line.split("\t");
                current = fields[0].equals("/") ? root : child(root, rename(fields[0].substring(1), id), fields[1]);
            }
        }
        backend(root);
        return root;
    }

    private static void backend(QomObject object) {
        object.child("virtio-backend").ifPresent(object::showPropertiesOf);
    }

    private QomObject child(QomObject root, String path, String type) {
        QomObject parent = root;
        int slash = path.lastIndexOf('/');
        if (slash >= 0) {
            for (String part : path.substring(0, slash).split("/")) {
                QomObject above = parent;
                parent = above.child(part).orElseThrow(() -> new IllegalStateException(above + " lacks " + part));
            }
        }
        QomObject child = new QomObject(type(type));
        child.belongTo(parent, path.substring(slash + 1));
        child.attach();
        return child;
    }

    private void property(QomObject object, String[] fields, String root, String id) {
        if (fields[0].equals(REALIZED) || object.path().equals(root) && OF_THE_PLACE.contains(fields[0])) {
            return;
        }
        QmpValue value = value(codec.parse(fields[2]), root, id);
        if (fields[0].startsWith("#")) {
            object.fact(fields[0], value);
        } else if (fields[1].isEmpty()) {
            object.property(fields[0]).ifPresent(property -> property.put(value));
        } else {
            boolean device = object.type().is("device");
            object.add(new Property(
                    object,
                    fields[0],
                    fields[1],
                    TypeTable.access(fields[0], fields[1], field(fields, 3), device),
                    value));
        }
    }

    private static QmpValue value(QmpValue recorded, String root, String id) {
        if (recorded instanceof QmpString text && text.value().startsWith("$")) {
            return new QmpString(root + rename(text.value().substring(1), id));
        }
        return recorded;
    }

    private static String rename(String path, String id) {
        return path.replace("$", id).replaceAll("(^|/)" + RECORDED_ID + "(?=$|[./])", "$1" + id);
    }

    private QomType type(String name) {
        return types.find(name).orElseThrow(() -> new IllegalStateException("no type " + name));
    }
}
