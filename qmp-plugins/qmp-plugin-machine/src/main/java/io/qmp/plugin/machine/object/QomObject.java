package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpBoolean;
import io.qmp.api.value.QmpString;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object: has properties, children, and unless it is the root a parent. */
public final class QomObject {
    private static final Set<String> NOT_ALIASED =
            Set.of("type", "parent_bus", "realized", "hotplugged", "hotpluggable");

    private final QomType type;
    private final Map<String, Property> properties = new LinkedHashMap<>();
    private final Map<String, QomObject> children = new LinkedHashMap<>();
    private @Nullable QomObject parent;
    private String name = "";

    /** Makes an object that belongs to nobody yet. */
    QomObject(QomType type) {
        this.type = type;
        for (PropertyInfo info : type.properties().values()) {
            if (!info.type().startsWith("child<")) {
                properties.put(
                        info.name(),
                        new Property(
                                this,
                                info.name(),
                                info.type(),
                                info.access(),
                                info.defaultValue().orElseGet(() -> ValueType.zero(info.type()))));
            }
        }
        property("type").ifPresent(property -> property.put(new QmpString(type.name())));
    }

    /** {@return its type} */
    public QomType type() {
        return type;
    }

    /** {@return what its parent calls it} */
    public String name() {
        return name;
    }

    /** {@return its place in the tree} */
    public String path() {
        if (parent == null) {
            return "/";
        }
        String above = parent.path();
        return above.equals("/") ? "/" + name : above + "/" + name;
    }

    /** {@return the properties, without the children} */
    public Collection<Property> properties() {
        return properties.values();
    }

    /** {@return a property, if there is one of that name} */
    public Optional<Property> property(String property) {
        return Optional.ofNullable(properties.get(property));
    }

    /** {@return the value of a text, if there is such a property and it is one} */
    public Optional<String> text(String property) {
        return property(property)
                .map(Property::get)
                .filter(QmpString.class::isInstance)
                .map(value -> ((QmpString) value).value());
    }

    /** Adds or replaces a property that the type does not tell of. */
    void add(Property property) {
        properties.put(property.name(), property);
    }

    /** {@return the children, oldest first} */
    public List<QomObject> children() {
        return List.copyOf(children.values());
    }

    /** {@return a child, if there is one of that name} */
    public Optional<QomObject> child(String child) {
        return Optional.ofNullable(children.get(child));
    }

    /** Says where it is to be. It knows its path from then on, but is not found before it is {@linkplain #attach attached}. */
    void belongTo(QomObject newParent, String newName) {
        parent = newParent;
        name = newName;
    }

    /** Becomes a child of its parent; fails if that has one of the same name. */
    public void attach() {
        if (parent != null && parent.children.putIfAbsent(name, this) != null) {
            throw CommandFailedException.generic(
                    "attempt to add duplicate property '" + name + "' to object (type '" + parent.type + "')");
        }
    }

    /** Leaves the tree, if it is in it. */
    public void remove() {
        if (parent != null) {
            parent.children.remove(name, this);
        }
    }

    /** Shows the properties of its part as its own. */
    void showPropertiesOf(QomObject part) {
        for (Property property : part.properties()) {
            if (!NOT_ALIASED.contains(property.name()) && properties.containsKey(property.name())) {
                properties.put(property.name(), property);
            }
        }
    }

    /** It works from now on, and so does what it consists of: most of its properties are fixed. */
    public void realize() {
        property("realized").ifPresent(realized -> realized.put(QmpBoolean.TRUE));
        children().forEach(QomObject::realize);
    }

    boolean isRealized() {
        return property("realized")
                .map(realized -> realized.get() == QmpBoolean.TRUE)
                .orElse(false);
    }

    /** {@return whether somebody plugged it, so that its name is its id} */
    boolean isPlugged() {
        return parent != null && parent.path().equals("/machine/peripheral");
    }

    QomObject root() {
        return parent == null ? this : parent.root();
    }

    QomTree tree() {
        return new QomTree(root());
    }

    @Override
    public String toString() {
        return path() + " (" + type + ")";
    }
}
