package io.qmp.plugin.machine.object;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A type of objects. */
public final class QomType {
    private final String name;
    private final @Nullable QomType parent;
    private final String flags;
    private final Optional<String> bus;
    private final Set<String> interfaces;
    private final Supplier<Map<String, PropertyInfo>> reader;
    private @Nullable Map<String, PropertyInfo> properties;

    QomType(
            String name,
            @Nullable QomType parent,
            String flags,
            Optional<String> bus,
            Set<String> interfaces,
            Supplier<Map<String, PropertyInfo>> reader) {
        this.name = name;
        this.parent = parent;
        this.flags = flags;
        this.bus = bus;
        this.interfaces = interfaces;
        this.reader = reader;
    }

    /** {@return its name} */
    public String name() {
        return name;
    }

    /** {@return its parent type, if it has one} */
    public Optional<QomType> parent() {
        return Optional.ofNullable(parent);
    }

    /** {@return whether it is abstract} */
    public boolean isAbstract() {
        return flags.contains("a");
    }

    /** {@return whether it is a device that users cannot create} */
    public boolean isInternal() {
        return flags.contains("n");
    }

    /** {@return whether it is a device that cannot be hot-plugged} */
    public boolean isColdPluggedOnly() {
        return flags.contains("c");
    }

    /** {@return the type of bus that it is plugged into, if it is a device that needs one} */
    public Optional<String> bus() {
        return bus.or(() -> parent().flatMap(QomType::bus));
    }

    /** {@return whether it is, extends, or implements a type} */
    public boolean is(String ancestor) {
        return name.equals(ancestor) || interfaces.contains(ancestor) || (parent != null && parent.is(ancestor));
    }

    /** {@return whether it is, or is implemented as, an interface, which has no properties} */
    boolean isInterface() {
        return name.equals("interface") || (parent != null && parent.isInterface());
    }

    /** {@return the properties of its objects, inherited ones first} */
    public Map<String, PropertyInfo> properties() {
        Map<String, PropertyInfo> known = properties;
        if (known == null) {
            known = reader.get();
            properties = known;
        }
        return known;
    }

    @Override
    public String toString() {
        return name;
    }
}
