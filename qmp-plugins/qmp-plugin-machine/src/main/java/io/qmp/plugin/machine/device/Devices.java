package io.qmp.plugin.machine.device;

import io.qmp.api.spi.ServerContext;
import io.qmp.api.value.QmpBoolean;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.plugin.machine.config.Device;
import io.qmp.plugin.machine.qom.Errors;
import io.qmp.plugin.machine.qom.Property;
import io.qmp.plugin.machine.qom.PropertyInfo;
import io.qmp.plugin.machine.qom.Qom;
import io.qmp.plugin.machine.qom.QomObject;
import io.qmp.plugin.machine.qom.QomType;
import io.qmp.plugin.machine.runstate.RunStateListener;
import io.qmp.plugin.qemu.event.DeviceDeletedEvent;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The devices that were plugged in, from the beginning or later. */
public final class Devices implements RunStateListener {
    private static final Set<String> BACKENDS = Set.of("drive", "chardev", "netdev", "memdev", "cryptodev");
    private static final int FUNCTIONS = 8;

    private final Supplier<Qom> qom;
    private final ServerContext server;
    private final Backends backends;
    /** Those that only a guest could let go of: they go when the machine is reset. */
    private final Set<QomObject> pending = new LinkedHashSet<>();

    private int anonymous;

    /** Makes none yet. */
    public Devices(Supplier<Qom> qom, ServerContext server, Backends backends) {
        this.qom = qom;
        this.server = server;
        this.backends = backends;
    }

    /** Plugs a device in while the machine is there. */
    void add(String driver, Optional<String> bus, Optional<String> id, QmpObject properties) {
        QomType type = qom.get().types().driver(driver);
        if (type.isColdPluggedOnly()) {
            throw Errors.expects("driver", "a pluggable device type");
        }
        Optional<QomObject> place = new Buses(qom.get().tree()).choose(type, driver, bus);
        place.ifPresent(Buses::needHotplug);
        if (place.isEmpty()) {
            throw Errors.generic(qom.get()
                    .templates()
                    .failure(type)
                    .orElse("Device '" + driver + "' can not be hotplugged on this machine"));
        }
        plug(qom.get(), type, place, id, properties, true);
    }

    /** Plugs in what a machine has from the beginning. */
    public void addAll(Qom into, List<Device> configured) {
        for (Device device : configured) {
            QomType type = into.types().driver(device.driver());
            QmpObject.Builder properties = QmpObject.builder();
            device.properties().forEach((name, text) -> {
                PropertyInfo info = type.properties().get(name);
                properties.put(name, info == null ? new QmpString(text) : info.parse(text));
            });
            Optional<QomObject> bus = new Buses(into.tree()).choose(type, device.driver(), device.bus());
            plug(into, type, bus, device.id(), properties.build(), false);
        }
    }

    /**
     * Plugs a device in.
     *
     * @param into the machine
     * @param hot whether the machine has been there before
     * @return the device
     */
    QomObject plug(
            Qom into, QomType type, Optional<QomObject> bus, Optional<String> id, QmpObject properties, boolean hot) {
        QomObject parent = into.at(id.isPresent() ? "/machine/peripheral" : "/machine/peripheral-anon");
        String name = id.orElseGet(() -> "device[" + anonymous++ + "]");
        if (parent.child(name).isPresent()) {
            throw Errors.generic("Duplicate device ID '" + name + "'");
        }
        QomObject device = into.templates().make(type, parent, name);
        try {
            backends.check(device);
            properties.members().forEach((property, value) -> set(device, property, value));
            if (properties.members().keySet().stream().noneMatch(BACKENDS::contains)) {
                into.templates().failure(type).ifPresent(text -> {
                    throw Errors.generic(text);
                });
            }
            if (hot) {
                backends.realize(device);
            }
        } catch (RuntimeException e) {
            device.remove();
            throw e;
        }
        device.realize();
        put(device, "hotplugged", hot ? QmpBoolean.TRUE : QmpBoolean.FALSE);
        put(device, "hotpluggable", type.isColdPluggedOnly() ? QmpBoolean.FALSE : QmpBoolean.TRUE);
        bus.ifPresent(place -> {
            long slot = Buses.freeSlot(into, place);
            put(device, "parent_bus", new QmpString(place.path()));
            device.property("addr")
                    .filter(address -> address.get() instanceof QmpLong given && given.value() < 0)
                    .ifPresent(address -> address.put(new QmpLong(slot * FUNCTIONS)));
        });
        return device;
    }

    private static void set(QomObject device, String name, QmpValue value) {
        Property property = device.property(name)
                .orElseThrow(() -> Errors.generic("Property '" + device.type() + "." + name + "' not found"));
        property.set(value);
    }

    private static void put(QomObject device, String name, QmpValue value) {
        device.property(name).ifPresent(property -> property.put(value));
    }

    /** Asks a device to go: at once where nobody has to agree, otherwise it is pending. */
    void delete(String id) {
        QomObject device = find(id);
        Optional<QomObject> bus = bus(device);
        bus.ifPresent(Buses::needHotplug);
        if (device.property("hotpluggable")
                .map(Property::get)
                .filter(QmpBoolean.FALSE::equals)
                .isPresent()) {
            throw Errors.generic("Device '" + device.type() + "' does not support hotplugging");
        }
        if (bus.filter(place -> place.type().is("PCI")).isPresent()) {
            pending.add(device);
        } else {
            remove(device);
        }
    }

    /** {@return the device of an id or a path} */
    QomObject find(String id) {
        String path = id.startsWith("/") ? id : "/machine/peripheral/" + id;
        QomObject object = qom.get().tree().resolve(path).found().orElseThrow(() -> Errors.deviceNotFound(id));
        if (!object.type().is("device")) {
            throw Errors.generic(id + " is not a device");
        }
        return object;
    }

    private Optional<QomObject> bus(QomObject device) {
        return device.text("parent_bus")
                .filter(path -> !path.isEmpty())
                .flatMap(path -> qom.get().tree().resolve(path).found());
    }

    /** What is plugged into a device goes with it. Whoever asked is answered before the events. */
    private void remove(QomObject device) {
        for (QomObject other : plugged()) {
            if (other.text("parent_bus")
                    .filter(path -> path.startsWith(device.path() + "/"))
                    .isPresent()) {
                remove(other);
            }
        }
        List<DeviceDeletedEvent> events = device.children().stream()
                .filter(part -> part.type().is("device"))
                .map(part -> new DeviceDeletedEvent(null, part.path()))
                .toList();
        String path = device.path();
        @Nullable String id = path.startsWith("/machine/peripheral/") ? device.name() : null;
        device.remove();
        backends.gone(path);
        server.loop().execute(() -> {
            events.forEach(server::emit);
            server.emit(new DeviceDeletedEvent(id, path));
        });
    }

    private List<QomObject> plugged() {
        return Stream.of("/machine/peripheral", "/machine/peripheral-anon")
                .flatMap(path -> qom.get().at(path).children().stream())
                .toList();
    }

    @Override
    public void reset() {
        List<QomObject> leaving = List.copyOf(pending);
        pending.clear();
        leaving.forEach(this::remove);
    }
}
