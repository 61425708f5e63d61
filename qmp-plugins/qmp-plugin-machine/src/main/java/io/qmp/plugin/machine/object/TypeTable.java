package io.qmp.plugin.machine.object;

import static io.qmp.plugin.machine.object.Recorded.field;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.machine.object.PropertyInfo.Access;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All types. A line of the record has a type, its parent, flags, bus, alias and interfaces; lines that begin with a
 * tab have the properties that differ from the parent's. Properties are read on first use.
 */
public final class TypeTable {
    private static final Set<String> OF_EVERY_DEVICE = Set.of("parent_bus", "hotplugged", "hotpluggable");

    private final Map<String, QomType> types = new LinkedHashMap<>();
    private final Map<String, String> aliases = new LinkedHashMap<>();
    private final WireCodec codec;

    private TypeTable(List<String> lines, WireCodec codec) {
        this.codec = codec;
        for (int start = 0; start < lines.size(); ) {
            int end = start + 1;
            while (end < lines.size() && lines.get(end).startsWith("\t")) {
                end++;
            }
            add(lines.get(start).split("\t"), lines.subList(start + 1, end));
            start = end;
        }
    }

    /**
     * {@return the types of a QEMU for x86}
     *
     * @param codec reads recorded values
     */
    public static TypeTable read(Recorded recorded, WireCodec codec) {
        return new TypeTable(recorded.lines("types"), codec);
    }

    private void add(String[] fields, List<String> lines) {
        String name = fields[0];
        @Nullable QomType parent = types.get(field(fields, 1));
        boolean device = name.equals("device") || (parent != null && parent.is("device"));
        types.put(name, new QomType(name, parent, traits(fields), () -> properties(parent, device, lines)));
        if (!field(fields, 4).isEmpty()) {
            aliases.put(fields[4], name);
        }
    }

    private static QomType.Traits traits(String[] fields) {
        String bus = field(fields, 3);
        String interfaces = field(fields, 5);
        return new QomType.Traits(
                field(fields, 2),
                bus.isEmpty() ? Optional.empty() : Optional.of(bus),
                interfaces.isEmpty() ? Set.of() : Set.of(interfaces.split(",")));
    }

    private Map<String, PropertyInfo> properties(@Nullable QomType parent, boolean device, List<String> lines) {
        Map<String, PropertyInfo> properties = new LinkedHashMap<>(parent == null ? Map.of() : parent.properties());
        for (String line : lines) {
            String[] fields = line.substring(1).split("\t");
            if (fields.length == 1 && fields[0].startsWith("-")) {
                properties.remove(fields[0].substring(1));
            } else {
                PropertyInfo info = property(fields, device);
                properties.put(info.name(), info);
            }
        }
        return properties;
    }

    private PropertyInfo property(String[] fields, boolean device) {
        String defaultValue = field(fields, 3);
        String description = field(fields, 4);
        return new PropertyInfo(
                fields[0],
                fields[1],
                access(fields[0], fields[1], field(fields, 2), device),
                defaultValue.isEmpty() ? Optional.empty() : Optional.of(codec.parse(defaultValue)),
                description.isEmpty() ? Optional.empty() : Optional.of(description));
    }

    /** {@return a recorded property; absent fields have defaults} */
    static Access access(String name, String type, String recorded, boolean device) {
        return switch (recorded) {
            case "r" -> Access.NEVER;
            case "d" -> Access.UNREALIZED;
            case "w" -> Access.ALWAYS;
            default -> {
                if (name.equals("type")
                        || type.startsWith("child<")
                        || name.startsWith("legacy-")
                        || name.startsWith("child[")
                        || OF_EVERY_DEVICE.contains(name)) {
                    yield Access.NEVER;
                }
                yield device && !name.equals("realized") ? Access.UNREALIZED : Access.ALWAYS;
            }
        };
    }

    /** {@return a type, if there is one of that name} */
    public Optional<QomType> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** {@return a type by its name or alias} */
    private Optional<QomType> findDriver(String name) {
        return find(aliases.getOrDefault(name, name));
    }

    /** {@return the type of a device} Fails unless there are such devices and users may plug them in. */
    public QomType driver(String name) {
        QomType type = findDriver(name)
                .filter(known -> known.is("device"))
                .orElseThrow(() -> CommandFailedException.generic("'" + name + "' is not a valid device model name"));
        if (type.isAbstract()) {
            throw Errors.expects("driver", "a non-abstract device type");
        }
        if (type.isInternal()) {
            throw Errors.expects("driver", "a pluggable device type");
        }
        return type;
    }

    /** {@return all types} */
    public Collection<QomType> all() {
        return types.values();
    }
}
