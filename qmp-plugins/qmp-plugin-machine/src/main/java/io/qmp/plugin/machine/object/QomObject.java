package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpBoolean;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object of the tree, with properties and children. All but the root have a parent. */
public final class QomObject {
    private static final Set<String> NOT_ALIASED =
            Set.of("type", "parent_bus", "realized", "hotplugged", "hotpluggable");

    private final QomType type;
    private final Map<String, Property> properties = new LinkedHashMap<>();
    private final Map<String, QomObject> children = new LinkedHashMap<>();
    /** Recorded texts and values about it that are no properties, such as its lines in {@code info qtree}, by kind. */
    private final Map<String, QmpValue> facts = new HashMap<>();

    private @Nullable QomObject parent;
    private String name = "";

    /** Makes an object without a parent. */
    QomObject(QomType type) {
        this.type = type;
        for (PropertyInfo info : type.properties().values()) {
            if (!info.type().startsWith("child<")) {
                properties.put(
                        info.name(), new Property(this, info.name(), info.type(), info.access(), info.initialValue()));
            }
        }
        property("type").ifPresent(property -> property.put(new QmpString(type.name())));
    }

    /** {@return its type} */
    public QomType type() {
        return type;
    }

    /** {@return its name in its parent} */
    public String name() {
        return name;
    }

    /** {@return what it is a part of, if it is not the root} */
    public Optional<QomObject> parent() {
        return Optional.ofNullable(parent);
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

    /** {@return the value of a property, if it exists and is a text} */
    public Optional<String> text(String property) {
        return property(property)
                .map(Property::get)
                .filter(QmpString.class::isInstance)
                .map(value -> ((QmpString) value).value());
    }

    /** {@return the value of a property, if it exists and is an integer} */
    public Optional<Long> number(String property) {
        return property(property)
                .map(Property::get)
                .filter(QmpLong.class::isInstance)
                .map(value -> ((QmpLong) value).value());
    }

    /** {@return whether a property exists and is on} */
    boolean isOn(String property) {
        return property(property)
                .map(Property::get)
                .filter(QmpBoolean.TRUE::equals)
                .isPresent();
    }

    /** {@return the type that has a property: that of the part whose property it shows, or its own} */
    QomType typeOf(String property) {
        return children.values().stream()
                .filter(part -> part.type.is("device") && part.properties.containsKey(property))
                .findFirst()
                .orElse(this)
                .type;
    }

    /** Adds what a query says about it. */
    void fact(String kind, QmpValue value) {
        facts.put(kind, value);
    }

    /** {@return what a query says about it beside its properties, if that is known} */
    public Optional<QmpValue> fact(String kind) {
        return Optional.ofNullable(facts.get(kind));
    }

    /** Adds or replaces a property that is not one of the type's. */
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

    /**
     * Sets its parent and name. It has a path from then on, but is not found before it is
     * {@linkplain #attach attached}.
     */
    void belongTo(QomObject newParent, String newName) {
        parent = newParent;
        name = newName;
    }

    /** Becomes a child of its parent; fails if the parent has a child of the same name. */
    public void attach() {
        if (parent != null && parent.children.putIfAbsent(name, this) != null) {
            throw CommandFailedException.generic(
                    "attempt to add duplicate property '" + name + "' to object (type '" + parent.type + "')");
        }
    }

    /** Removes itself from the tree, if it is in it. */
    public void remove() {
        if (parent != null) {
            parent.children.remove(name, this);
        }
    }

    /** Makes the properties of a part visible as its own. */
    void showPropertiesOf(QomObject part) {
        for (Property property : part.properties()) {
            if (!NOT_ALIASED.contains(property.name()) && properties.containsKey(property.name())) {
                properties.put(property.name(), property);
            }
        }
    }

    /** Realizes it and its parts: most properties cannot be set any more. */
    public void realize() {
        property("realized").ifPresent(realized -> realized.put(QmpBoolean.TRUE));
        children().forEach(QomObject::realize);
    }

    boolean isRealized() {
        return property("realized")
                .map(realized -> realized.get() == QmpBoolean.TRUE)
                .orElse(false);
    }

    /** {@return whether it was plugged in with an id, which is its name} */
    public boolean isPlugged() {
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
