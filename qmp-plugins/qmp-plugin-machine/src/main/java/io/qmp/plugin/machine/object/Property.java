package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.plugin.machine.object.PropertyInfo.Access;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A property of one object. */
public final class Property {
    /** They are lists, though the object tree calls them numbers. */
    private static final Set<String> NUMBER_LISTS = Set.of("host-nodes", "cpu-affinity");

    private final QomObject owner;
    private final String name;
    private final String type;
    private final Access access;
    private Supplier<QmpValue> getter;
    private Consumer<QmpValue> setter;
    private QmpValue value;

    Property(QomObject owner, String name, String type, Access access, QmpValue value) {
        this.owner = owner;
        this.name = name;
        this.type = type;
        this.access = access;
        this.value = value;
        this.getter = () -> this.value;
        this.setter = changed -> this.value = changed;
    }

    /** {@return its name} */
    public String name() {
        return name;
    }

    /** {@return the type of its values} */
    public String type() {
        return type;
    }

    /** {@return its value} */
    public QmpValue get() {
        return getter.get();
    }

    /** Sets its value without checks; only for the machine itself. */
    public void put(QmpValue changed) {
        value = changed;
    }

    /** Delegates reading its value. */
    public void live(Supplier<QmpValue> source) {
        getter = source;
    }

    /**
     * Delegates reading and writing its value.
     *
     * @param sink takes values of the right type; throws with QEMU's text if it does not accept one
     */
    public void live(Supplier<QmpValue> source, Consumer<QmpValue> sink) {
        getter = source;
        setter = sink;
    }

    /** Checks values before it takes them. */
    public void check(Consumer<QmpValue> check) {
        setter = check.andThen(changed -> value = changed);
    }

    /** Converts values before it takes them; the conversion throws with QEMU's text if it does not accept one. */
    void convert(UnaryOperator<QmpValue> conversion) {
        setter = changed -> value = conversion.apply(changed);
    }

    /** Sets its value, if the property and the value allow it. */
    public void set(QmpValue changed) {
        if (access == Access.NEVER) {
            throw CommandFailedException.generic("Property '" + owner.type() + "." + name + "' is not writable");
        }
        if (access == Access.UNREALIZED && owner.isRealized()) {
            String device = owner.isPlugged() ? "device '" + owner.name() + "'" : "anonymous device";
            throw CommandFailedException.generic("Attempt to set property '" + name + "' on " + device + " (type '"
                    + owner.type() + "') after it was realized");
        }
        setter.accept(checked(changed));
    }

    /** Sets its value from a text of the command line, if the property and the value allow it. */
    void setText(String text) {
        boolean read = access != Access.NEVER && !type.startsWith("link<") && !isPciAddress();
        set(read ? ValueType.parse(name, type, text) : new QmpString(text));
    }

    private QmpValue checked(QmpValue changed) {
        if (type.startsWith("link<")) {
            return target(changed);
        }
        if (NUMBER_LISTS.contains(name)) {
            return ValueType.numbers(name, changed);
        }
        return isPciAddress()
                ? PciAddress.check(owner.type().name(), name, changed)
                : ValueType.check(name, type, changed);
    }

    private boolean isPciAddress() {
        return name.equals("addr") && owner.type().is("pci-device");
    }

    /** {@return the path of a link's target} */
    private QmpValue target(QmpValue changed) {
        QmpString path = ValueType.string(name, changed);
        if (path.value().isEmpty()) {
            return path;
        }
        String wanted = type.substring("link<".length(), type.length() - 1);
        QomObject target = owner.tree()
                .resolve(path.value())
                .found()
                .or(() -> owner.root().child("objects").flatMap(objects -> objects.child(path.value())))
                .orElseThrow(() -> Errors.deviceNotFound(path.value()));
        if (!target.type().is(wanted)) {
            throw Errors.wrongType(name, wanted);
        }
        return new QmpString(target.path());
    }
}
