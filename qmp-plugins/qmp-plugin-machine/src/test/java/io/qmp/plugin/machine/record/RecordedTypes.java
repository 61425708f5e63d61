package io.qmp.plugin.machine.record;

import io.qmp.api.value.QmpBoolean;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.plugin.machine.object.PropertyInfo;
import io.qmp.plugin.machine.object.PropertyInfo.Access;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The types of a QEMU. What introspection does not say about an abstract type is taken from the first type that
 * extends it.
 */
final class RecordedTypes {
    private static final Pattern DEVICE = Pattern.compile(
            "name \"([^\"]+)\"(?:, bus ([^,]+))?(?:, alias \"([^\"]+)\")?(?:, desc \"[^\"]*\")?(, no-user)?");

    /** What is known of a type beside its properties. */
    private static final class Known {
        final String name;
        final String parent;
        final boolean isAbstract;
        final Set<String> interfaces = new TreeSet<>();
        final Map<String, PropertyInfo> properties = new LinkedHashMap<>();
        final Map<String, Access> accesses = new TreeMap<>();
        String bus = "";
        String alias = "";
        String flags = "";

        Known(String name, String parent, boolean isAbstract) {
            this.name = name;
            this.parent = parent;
            this.isAbstract = isAbstract;
        }
    }

    private final Map<String, Known> types = new LinkedHashMap<>();

    /** Asks for all types. */
    RecordedTypes(Supplier<RecordedQemu> start) {
        RecordedQemu qemu = start.get();
        Map<String, Known> listed = new LinkedHashMap<>();
        for (QmpObject type : qemu.list("qom-list-types", QmpObject.of("abstract", QmpBoolean.TRUE))) {
            String name = type.string("name").orElseThrow();
            listed.put(
                    name,
                    new Known(
                            name,
                            type.string("parent").orElse(""),
                            type.bool("abstract").orElse(false)));
        }
        listed.values().forEach(type -> parentsFirst(type, listed));
        for (Known type : types.values()) {
            if (is(type.name, "interface")) {
                implementers(qemu, type.name);
            }
        }
        devices(qemu.print("info qdm"));
        for (Known type : types.values()) {
            if (!properties(qemu, type)) { // of this type, or of the one before it
                qemu = start.get();
                if (!properties(qemu, type)) {
                    type.properties.putAll(types.get(type.parent).properties);
                    qemu = start.get();
                }
            }
        }
        qemu.close();
    }

    private void parentsFirst(Known type, Map<String, Known> listed) {
        Known parent = listed.get(type.parent);
        if (parent != null && !types.containsKey(type.parent)) {
            parentsFirst(parent, listed);
        }
        types.putIfAbsent(type.name, type);
    }

    private void implementers(RecordedQemu qemu, String wanted) {
        QmpObject arguments = QmpObject.of("implements", QmpValue.of(wanted), "abstract", QmpBoolean.TRUE);
        for (QmpObject type : qemu.list("qom-list-types", arguments)) {
            String name = type.string("name").orElseThrow();
            if (types.containsKey(name) && !is(name, wanted) && !name.equals(wanted)) {
                types.get(name).interfaces.add(wanted);
            }
        }
        types.values().stream()
                .filter(type -> !type.parent.isEmpty() && interfacesAbove(type).contains(wanted))
                .forEach(type -> type.interfaces.remove(wanted));
    }

    private Set<String> interfacesAbove(Known type) {
        Set<String> all = new TreeSet<>();
        for (Known above = types.get(type.parent); above != null; above = types.get(above.parent)) {
            all.addAll(above.interfaces);
        }
        return all;
    }

    /** {@return whether the program has survived it} A few types cannot be made beside the machine. */
    private static boolean properties(RecordedQemu qemu, Known type) {
        QmpObject arguments = QmpObject.of("typename", QmpValue.of(type.name));
        try {
            qemu.list("qom-list-properties", arguments).forEach(info -> add(type, info));
            qemu.list("device-list-properties", arguments).forEach(info -> add(type, info));
        } catch (QemuRefusal e) {
            return !e.kind().equals("Ended");
        }
        return true;
    }

    private static void add(Known type, QmpObject info) {
        String name = info.string("name").orElseThrow();
        String valueType = info.string("type").orElseThrow();
        if (!valueType.startsWith("child<")) {
            type.properties.put(
                    name,
                    new PropertyInfo(
                            name,
                            valueType,
                            Access.ALWAYS,
                            Optional.ofNullable(info.get("default-value")),
                            info.string("description")));
        }
    }

    private void devices(String model) {
        for (String line : model.lines().toList()) {
            Matcher device = DEVICE.matcher(line.strip());
            if (device.matches() && types.containsKey(device.group(1))) {
                Known type = types.get(device.group(1));
                type.bus = Optional.ofNullable(device.group(2)).orElse("");
                type.alias = Optional.ofNullable(device.group(3)).orElse("");
                type.flags = device.group(4) == null ? "" : "n";
            }
        }
    }

    boolean is(String name, String ancestor) {
        for (Known type = types.get(name); type != null; type = types.get(type.parent)) {
            if (type.name.equals(ancestor) || type.interfaces.contains(ancestor)) {
                return true;
            }
        }
        return false;
    }

    /** {@return the types that users can create, and that extend or implement a type} */
    List<String> creatable(String ancestor) {
        return types.values().stream()
                .filter(type -> !type.isAbstract && !type.flags.contains("n") && is(type.name, ancestor))
                .map(type -> type.name)
                .toList();
    }

    /** {@return a property of the objects of a type, if all of them have it} */
    Optional<PropertyInfo> property(String type, String name) {
        return Optional.ofNullable(types.get(type)).flatMap(known -> info(known, name));
    }

    /** {@return whether objects of that type were tried already} Remembers that they are. */
    synchronized boolean isTried(String type) {
        return !types.get(type).accesses.isEmpty();
    }

    /** Remembers when a property can be set. */
    synchronized void observe(String type, String property, Access access) {
        types.get(type).accesses.put(property, access);
    }

    /** Remembers that devices of a type cannot be plugged into a running machine. */
    void isColdPluggedOnly(String type) {
        types.get(type).flags = "c";
    }

    private Optional<PropertyInfo> info(Known type, String name) {
        PropertyInfo own = type.properties.get(name);
        if (own == null) {
            return Optional.empty();
        }
        Optional<PropertyInfo> below = type.isAbstract
                ? heirs(type)
                        .filter(heir -> heir.properties.containsKey(name))
                        .map(heir -> heir.properties.get(name))
                        .findFirst()
                : Optional.empty();
        return Optional.of(below.orElse(own));
    }

    private Stream<Known> heirs(Known type) {
        return types.values().stream().filter(each -> !each.isAbstract && each != type && is(each.name, type.name));
    }

    /** What was seen of objects of the type, or else of the first type that extends it, or of what it extends. */
    private String access(Known type, String name) {
        Access own = type.accesses.get(name);
        if (own != null) {
            return letter(own);
        }
        Optional<Access> below = type.isAbstract
                ? heirs(type)
                        .map(heir -> heir.accesses.get(name))
                        .filter(Objects::nonNull)
                        .findFirst()
                : Optional.empty();
        Known parent = types.get(type.parent);
        return below.map(RecordedTypes::letter)
                .orElseGet(() -> parent == null || !parent.properties.containsKey(name) ? "" : access(parent, name));
    }

    /** {@return how an access is written} */
    static String letter(Access access) {
        return switch (access) {
            case NEVER -> "r";
            case UNREALIZED -> "d";
            case ALWAYS -> "w";
        };
    }

    /** {@return the record} */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        Map<String, Map<String, String>> written = new LinkedHashMap<>();
        for (Known type : types.values()) {
            lines.add(Lines.of(
                    type.name,
                    type.parent,
                    (type.isAbstract ? "a" : "") + type.flags,
                    busOf(type.parent).equals(type.bus) ? "" : type.bus,
                    type.alias,
                    String.join(",", type.interfaces)));
            Map<String, String> above = written.getOrDefault(type.parent, Map.of());
            Map<String, String> own = new LinkedHashMap<>();
            type.properties.keySet().forEach(name -> own.put(name, line(type, name)));
            above.keySet().stream().filter(name -> !own.containsKey(name)).forEach(name -> lines.add("\t-" + name));
            own.forEach((name, line) -> {
                if (!line.equals(above.get(name))) {
                    lines.add(line);
                }
            });
            written.put(type.name, own);
        }
        return lines;
    }

    private String busOf(String name) {
        Known type = types.get(name);
        return type == null ? "" : type.bus.isEmpty() ? busOf(type.parent) : type.bus;
    }

    private String line(Known type, String name) {
        PropertyInfo info = info(type, name).orElseThrow();
        return "\t"
                + Lines.of(
                        name,
                        info.type(),
                        access(type, name),
                        info.defaultValue().map(Lines::json).orElse(""),
                        info.description().orElse(""));
    }
}
