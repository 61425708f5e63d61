package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.value.QmpBoolean;
import io.qmp.options.Identifiers;
import io.qmp.plugin.machine.config.Device;
import io.qmp.plugin.machine.config.GuestBehaviour.Unplug;
import io.qmp.plugin.machine.run.RunStateListener;
import io.qmp.plugin.machine.version.Behaviour;
import io.qmp.plugin.machine.version.DeviceAddStyle;
import io.qmp.plugin.qemu.event.DeviceDeletedEvent;
import io.qmp.plugin.qemu.event.DeviceUnplugGuestErrorEvent;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The devices that were plugged in, by options or commands. */
public final class Devices implements RunStateListener {
    private static final String ADD = "device_add";

    private final Supplier<Sockets> sockets;
    private final ServerContext server;
    private final Backends backends;
    private final Behaviour behaviour;
    private final Slots slots;
    private final UnplugRule guest;
    /** The devices whose removal needs the guest; at the latest they are removed when the machine is reset. */
    private final Set<QomObject> pending = new LinkedHashSet<>();

    private BooleanSupplier migrating = () -> false;

    /**
     * What the guest does when it has to let go of a device.
     *
     * @param unplug what it does
     * @param runs whether it can do something
     */
    public record UnplugRule(Unplug unplug, BooleanSupplier runs) {}

    /**
     * Makes an empty set.
     *
     * @param slots the slots for devices that are on no bus
     * @param guest what the guest does
     */
    public Devices(Supplier<Sockets> sockets, ServerContext server, Backends backends, Slots slots, UnplugRule guest) {
        this.slots = slots;
        this.guest = guest;
        this.sockets = sockets;
        this.server = server;
        this.backends = backends;
        this.behaviour = Behaviour.of(server.version().qemu());
    }

    /** {@return whether devices are added by the texts of all arguments} */
    boolean areAddedByTexts() {
        return behaviour.deviceAdd() == DeviceAddStyle.TEXTS;
    }

    /** Sets what says whether the machine is being migrated away. */
    public void migrating(BooleanSupplier value) {
        migrating = value;
    }

    private void needNotMigrating(String command) {
        if (migrating.getAsBoolean()) {
            throw CommandFailedException.generic(command + " not allowed while migrating");
        }
    }

    /** Plugs a device into the running machine. */
    void add(Device device) {
        String driver = device.driver();
        QomType type = qom().types().driver(driver);
        if (type.isColdPluggedOnly()) {
            throw CommandFailedException.generic(Behaviour.of(server.version().qemu())
                    .wording()
                    .coldPlugged()
                    .formatted(type.name()));
        }
        if (slots.have(type)) {
            slots.plug(sockets.get(), type, device, true);
            return;
        }
        Optional<QomObject> place = new Buses(qom().tree()).choose(type, driver, device.bus());
        if (!areAddedByTexts()) {
            needNotMigrating(ADD);
        }
        place.ifPresent(Buses::needHotplug);
        needNotMigrating(ADD);
        if (place.isEmpty()) {
            throw CommandFailedException.generic("Device '" + driver + "' can not be hotplugged on this machine");
        }
        if (behaviour.deviceAdd() == DeviceAddStyle.CHECKED_ID) {
            device.id().filter(id -> !Identifiers.matches(id)).ifPresent(id -> {
                throw CommandFailedException.generic("Invalid qdev ID '" + id + "'");
            });
        }
        sockets.get().plug(type, place, device.id(), device.properties(), true);
    }

    /** Removes a device: at once if the guest does not have to agree, otherwise as soon as it does. */
    void delete(String id) {
        QomObject device = find(id);
        Optional<QomObject> bus = bus(device);
        bus.ifPresent(Buses::needHotplug);
        if (device.property("hotpluggable")
                .map(Property::get)
                .filter(QmpBoolean.FALSE::equals)
                .isPresent()) {
            throw CommandFailedException.generic("Device '" + device.type() + "' does not support hotplugging");
        }
        needNotMigrating("device_del");
        boolean inSlot = slots.have(device.type());
        if (inSlot) {
            slots.checkRemovable(device, guest.unplug());
        }
        if (inSlot || bus.filter(place -> place.type().is("PCI")).isPresent()) {
            pending.add(device);
            server.loop().execute(this::askGuest);
        } else {
            remove(List.of(device));
        }
    }

    /** {@return the device of an id or a path} */
    QomObject find(String id) {
        String path = id.startsWith("/") ? id : "/machine/peripheral/" + id;
        QomObject object = qom().tree().resolve(path).found().orElseThrow(() -> Errors.deviceNotFound(id));
        if (!object.type().is("device")) {
            throw CommandFailedException.generic(
                    behaviour.wording().notADevice().formatted(id));
        }
        return object;
    }

    private Optional<QomObject> bus(QomObject device) {
        return device.text("parent_bus")
                .filter(path -> !path.isEmpty())
                .flatMap(path -> qom().tree().resolve(path).found());
    }

    /**
     * Removes devices, each after all devices on its buses. The command is answered before the events.
     * Takes one pass over the plugged devices, however many are removed.
     */
    private void remove(Collection<QomObject> leaving) {
        PluggedDevices plugged = PluggedDevices.of(qom());
        Set<QomObject> gone = new HashSet<>();
        for (QomObject device : leaving) {
            plugged.withDependents(device, gone::contains).forEach(next -> {
                gone.add(next);
                remove(next);
            });
        }
    }

    private void remove(QomObject device) {
        List<DeviceDeletedEvent> events = device.children().stream()
                .filter(part -> part.type().is("device"))
                .map(part -> new DeviceDeletedEvent(null, part.path()))
                .toList();
        String path = device.path();
        @Nullable String id = id(device);
        pending.remove(device);
        bus(device).ifPresent(bus -> Buses.unlink(bus, device));
        device.remove();
        backends.gone(device);
        slots.free(path);
        server.loop().execute(() -> {
            events.forEach(server::emit);
            server.emit(new DeviceDeletedEvent(id, path));
        });
    }

    private void askGuest() {
        if (!guest.runs().getAsBoolean() || pending.isEmpty()) {
            return;
        }
        if (guest.unplug() == Unplug.OBEY) {
            remove(List.copyOf(pending));
        } else if (guest.unplug() == Unplug.REFUSE) {
            List.copyOf(pending).forEach(this::refuse);
        }
    }

    private void refuse(QomObject device) {
        pending.remove(device);
        server.emit(new DeviceUnplugGuestErrorEvent(id(device), device.path()));
    }

    private static @Nullable String id(QomObject device) {
        return device.path().startsWith("/machine/peripheral/") ? device.name() : null;
    }

    private Qom qom() {
        return sockets.get().qom();
    }

    @Override
    public void runStateChanged() {
        askGuest();
    }

    @Override
    public void reset() {
        if (!pending.isEmpty()) {
            remove(List.copyOf(pending));
        }
    }
}
