package io.qmp.plugin.machine.object;

import static io.qmp.plugin.machine.handler.Handlers.does;
import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.plugin.qemu.command.DeviceListProperties;
import io.qmp.plugin.qemu.command.QomGet;
import io.qmp.plugin.qemu.command.QomList;
import io.qmp.plugin.qemu.command.QomListGet;
import io.qmp.plugin.qemu.command.QomListProperties;
import io.qmp.plugin.qemu.command.QomListTypes;
import io.qmp.plugin.qemu.command.QomSet;
import io.qmp.plugin.qemu.type.ObjectPropertiesValues;
import io.qmp.plugin.qemu.type.ObjectPropertyInfo;
import io.qmp.plugin.qemu.type.ObjectPropertyValue;
import io.qmp.plugin.qemu.type.ObjectTypeInfo;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The commands about objects and their types. */
public final class QomCommands {
    private static final Set<String> OF_EVERY_DEVICE =
            Set.of("type", "realized", "hotpluggable", "hotplugged", "parent_bus");

    private final Supplier<Qom> qom;

    private QomCommands(Supplier<Qom> qom) {
        this.qom = qom;
    }

    /** Registers them. */
    public static void register(PluginRegistry registry, Supplier<Qom> qom) {
        QomCommands commands = new QomCommands(qom);
        registry.command(QomList.class, returns(list -> commands.list(list.path())));
        registry.command(
                QomListGet.class,
                returns(list -> list.paths().stream().map(commands::values).toList()));
        registry.command(QomGet.class, returns(get -> commands.get(get.path(), get.property())));
        registry.command(QomSet.class, does(set -> commands.set(set.path(), set.property(), set.value())));
        registry.command(
                QomListTypes.class,
                returns(list -> commands.types(list.implements_(), Boolean.TRUE.equals(list.abstract_()))));
        registry.command(QomListProperties.class, returns(list -> commands.properties(list.typename())));
        registry.command(DeviceListProperties.class, returns(list -> commands.deviceProperties(list.typename())));
    }

    private QomObject unambiguous(String path) {
        QomTree.Found found = qom.get().tree().resolve(path);
        if (found.isAmbiguous()) {
            throw CommandFailedException.generic("Path '" + path + "' is ambiguous");
        }
        return found.found().orElseThrow(() -> Errors.deviceNotFound(path));
    }

    /** The properties with their values; without one where reading it fails. */
    private ObjectPropertiesValues values(String path) {
        QomObject object = unambiguous(path);
        Stream<ObjectPropertyValue> own = object.properties().stream().map(property -> {
            QmpValue value = property.get();
            boolean fails =
                    value instanceof QmpObject failure && failure.string("!").isPresent();
            return new ObjectPropertyValue(property.name(), property.type(), fails ? null : value);
        });
        Stream<ObjectPropertyValue> children = object.children().stream()
                .map(child -> new ObjectPropertyValue(
                        child.name(), "child<" + child.type() + ">", new QmpString(child.path())));
        return new ObjectPropertiesValues(Stream.concat(own, children).toList());
    }

    private List<ObjectPropertyInfo> list(String path) {
        QomObject object = unambiguous(path);
        return Stream.concat(
                        object.properties().stream().map(property -> info(property.name(), property.type())),
                        object.children().stream().map(child -> info(child.name(), "child<" + child.type() + ">")))
                .toList();
    }

    private static ObjectPropertyInfo info(String name, String type) {
        return new ObjectPropertyInfo(name, type, null, null);
    }

    private QmpValue get(String path, String name) {
        QomObject object = object(path);
        if (object.child(name).isPresent()) {
            return new QmpString(object.child(name).get().path());
        }
        QmpValue value = property(object, name).get();
        if (value instanceof QmpObject failure && failure.string("!").isPresent()) {
            throw CommandFailedException.generic(failure.string("!").get());
        }
        return value;
    }

    private void set(String path, String name, QmpValue value) {
        QomObject object = object(path);
        if (object.child(name).isPresent()) {
            throw CommandFailedException.generic("Property '" + object.type() + "." + name + "' is not writable");
        }
        property(object, name).set(value);
    }

    /** An ambiguous path is not found; only {@code qom-list} reports it as ambiguous. */
    private QomObject object(String path) {
        return qom.get().tree().resolve(path).found().orElseThrow(() -> Errors.deviceNotFound(path));
    }

    private static Property property(QomObject object, String name) {
        return object.property(name)
                .orElseThrow(() ->
                        CommandFailedException.generic("Property '" + object.type() + "." + name + "' not found"));
    }

    private List<ObjectTypeInfo> types(@Nullable String ancestor, boolean abstractOnes) {
        return qom.get().types().all().stream()
                .filter(type -> ancestor == null || type.is(ancestor))
                .filter(type -> abstractOnes || !type.isAbstract())
                .map(type -> new ObjectTypeInfo(
                        type.name(),
                        type.isAbstract() ? true : null,
                        type.parent().map(QomType::name).orElse(null)))
                .toList();
    }

    private List<ObjectPropertyInfo> properties(String name) {
        QomType type = qom.get()
                .types()
                .find(name)
                .orElseThrow(
                        () -> new CommandFailedException(QmpError.deviceNotFound("Class '" + name + "' not found")));
        if (type.isInterface()) {
            throw Errors.expects("typename", "a QOM type");
        }
        return type.properties().values().stream()
                .map(info -> new ObjectPropertyInfo(
                        info.name(), info.type(), info.description().orElse(null), null))
                .toList();
    }

    private List<ObjectPropertyInfo> deviceProperties(String name) {
        QomType type = qom.get().types().find(name).orElseThrow(() -> Errors.deviceNotFound(name));
        if (!type.is("device") || type.isAbstract()) {
            throw Errors.expects("typename", "a non-abstract device type");
        }
        return type.properties().values().stream()
                .filter(info ->
                        !OF_EVERY_DEVICE.contains(info.name()) && !info.name().startsWith("legacy-"))
                .map(info -> new ObjectPropertyInfo(
                        info.name(),
                        info.type(),
                        info.description().orElse(null),
                        info.defaultValue().orElse(null)))
                .toList();
    }
}
