package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.options.Identifiers;
import io.qmp.plugin.machine.config.NewObject;
import io.qmp.plugin.qemu.QemuVersion;
import io.qmp.plugin.qemu.type.IothreadInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** The objects that users create, below {@code /objects}. */
public final class UserObjects {
    private static final String MEMORY = "memory-backend";

    private final Supplier<Qom> qom;
    private final QemuVersion version;
    private final ObjectRules rules;
    private final Optional<MonitorObjects> monitors;
    private final Predicate<String> used;

    /** Makes an empty set, without monitors. */
    public UserObjects(Supplier<Qom> qom, ObjectEnds ends) {
        this(qom, QemuVersion.LATEST, Optional.empty(), path -> false, ends);
    }

    /**
     * Makes an empty set.
     *
     * @param version the version that it behaves as
     * @param monitors the monitors, if they are objects
     * @param used whether the object of a path is in use, other than by a device
     * @param ends what objects use
     */
    public UserObjects(
            Supplier<Qom> qom,
            QemuVersion version,
            Optional<MonitorObjects> monitors,
            Predicate<String> used,
            ObjectEnds ends) {
        this.qom = qom;
        this.version = version;
        this.rules = new ObjectRules(version, ends);
        this.used = used;
        this.monitors = monitors;
    }

    /** Creates an object. Checks first its properties, then its id, then the object as a whole. */
    public void add(String typeName, String id, QmpObject properties) {
        if (!Identifiers.matches(id)) {
            throw Errors.expects("id", "an identifier");
        }
        if (monitors.isPresent() && MonitorObjects.isMonitor(typeName)) {
            monitors.get().add(container(), id, properties);
            return;
        }
        QomType type = qom.get().types().find(typeName).orElseThrow(() -> noSuchType(typeName));
        ObjectRule rule = rules.find(type.name()).orElseThrow(() -> noSuchType(typeName));
        QomObject parent = container();
        QomObject object = qom.get().templates().prepare(type, parent, id);
        rule.install(object);
        Map<String, QmpValue> given = properties.members();
        given.forEach((name, value) -> set(object, name, value));
        object.attach();
        try {
            rule.complete(object, given.keySet(), parent);
        } catch (RuntimeException e) {
            rule.removed(object);
            object.remove();
            throw e;
        }
    }

    /** Creates an object of the configuration. One for the machine's memory takes the place of the machine's own. */
    public void create(NewObject object) {
        container()
                .child(object.id())
                .filter(existing -> existing.type().is(MEMORY)
                        && qom.get()
                                .types()
                                .find(object.type())
                                .filter(type -> type.is(MEMORY))
                                .isPresent())
                .ifPresent(QomObject::remove);
        add(object.type(), object.id(), object.properties());
    }

    private static CommandFailedException noSuchType(String name) {
        return CommandFailedException.generic("invalid object type: " + name);
    }

    private static void set(QomObject object, String name, QmpValue value) {
        Property property = object.property(name)
                .orElseThrow(() ->
                        CommandFailedException.generic("Property '" + object.type() + "." + name + "' not found"));
        property.set(value);
    }

    /**
     * Deletes an object that is not in use.
     *
     * @param asking the label of the device at whose monitor this is asked for
     */
    public void delete(String id, String asking) {
        QomObject object = container()
                .child(id)
                .orElseThrow(() -> CommandFailedException.generic("object '" + id + "' not found"));
        if (monitors.isPresent() && monitors.get().delete(object, asking)) {
            return;
        }
        needDeletable(object);
        if (used.test(object.path())
                || qom.get()
                        .at("/machine")
                        .text("memory-backend")
                        .filter(object.path()::equals)
                        .isPresent()
                || PluggedDevices.all(qom.get())
                        .anyMatch(device -> device.text("memdev")
                                .filter(object.path()::equals)
                                .isPresent())) {
            throw inUse(object);
        }
        remove(object);
    }

    private void remove(QomObject object) {
        rules.find(object.type().name()).ifPresent(rule -> rule.removed(object));
        object.remove();
    }

    /** Removes the filters of a network backend that is deleted. */
    public void forgetNetdev(String id) {
        container().children().stream()
                .filter(object -> object.type().is(FilterRule.TYPE)
                        && object.text("netdev").filter(id::equals).isPresent())
                .forEach(this::remove);
    }

    private void needDeletable(QomObject object) {
        rules.find(object.type().name()).filter(rule -> !rule.isDeletable()).ifPresent(rule -> {
            throw version == QemuVersion.V11_1
                    ? CommandFailedException.generic(
                            "Deleting " + rule.kind() + " '" + object.name() + "' is not supported")
                    : inUse(object);
        });
    }

    private static CommandFailedException inUse(QomObject object) {
        return CommandFailedException.generic("object '" + object.name() + "' is in use, can not be deleted");
    }

    /**
     * {@return the threads that were created} All are one thread of this process, the first, whose id is the
     * process's.
     */
    public List<IothreadInfo> threads() {
        long thread = ProcessHandle.current().pid();
        return container().children().stream()
                .filter(object -> object.type().is("iothread"))
                .map(object -> new IothreadInfo(
                        object.name(),
                        thread,
                        number(object, "poll-max-ns"),
                        number(object, "poll-grow"),
                        number(object, "poll-shrink"),
                        3L,
                        number(object, "aio-max-batch")))
                .toList();
    }

    private QomObject container() {
        return qom.get().at("/objects");
    }

    static long number(QomObject object, String name) {
        return object.number(name).orElse(0L);
    }
}
