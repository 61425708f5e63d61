package io.qmp.plugin.machine.object;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A type of objects. */
public final class QomType {
    /**
     * What is recorded of a type itself, beside its properties.
     *
     * @param marks a letter for each of: {@code a}bstract, {@code n}ot for users, {@code c}old-plugged only
     * @param bus the type of bus that it is plugged into, if not its parent's
     * @param interfaces the names of the interfaces that it implements
     */
    record Traits(String marks, Optional<String> bus, Set<String> interfaces) {}

    private final String name;
    private final @Nullable QomType parent;
    private final Traits traits;
    private final Supplier<Map<String, PropertyInfo>> reader;
    private @Nullable Map<String, PropertyInfo> properties;

    QomType(String name, @Nullable QomType parent, Traits traits, Supplier<Map<String, PropertyInfo>> reader) {
        this.name = name;
        this.parent = parent;
        this.traits = traits;
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
        return traits.marks().contains("a");
    }

    /** {@return whether it is a device that users cannot create} */
    public boolean isInternal() {
        return traits.marks().contains("n");
    }

    /** {@return whether it is a device that cannot be hot-plugged} */
    public boolean isColdPluggedOnly() {
        return traits.marks().contains("c");
    }

    /** {@return the type of bus that it is plugged into, if it is a device that needs one} */
    public Optional<String> bus() {
        return traits.bus().or(() -> parent().flatMap(QomType::bus));
    }

    /** {@return whether it is, extends, or implements a type} */
    public boolean is(String ancestor) {
        return name.equals(ancestor)
                || traits.interfaces().contains(ancestor)
                || (parent != null && parent.is(ancestor));
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
