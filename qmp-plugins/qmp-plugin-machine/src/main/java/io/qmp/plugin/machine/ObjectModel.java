package io.qmp.plugin.machine;

import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.wire.ListenOptions;
import io.qmp.plugin.machine.block.BlockDevices;
import io.qmp.plugin.machine.block.BlockNode;
import io.qmp.plugin.machine.door.RealTimeClock;
import io.qmp.plugin.machine.export.Surroundings;
import io.qmp.plugin.machine.memory.Memory;
import io.qmp.plugin.machine.object.AgentPorts;
import io.qmp.plugin.machine.object.BackendChecks;
import io.qmp.plugin.machine.object.Backends;
import io.qmp.plugin.machine.object.Board;
import io.qmp.plugin.machine.object.ChardevCommands;
import io.qmp.plugin.machine.object.ChardevObjects;
import io.qmp.plugin.machine.object.Chardevs;
import io.qmp.plugin.machine.object.DeviceCommands;
import io.qmp.plugin.machine.object.Devices;
import io.qmp.plugin.machine.object.MachineBackends;
import io.qmp.plugin.machine.object.MediumCommands;
import io.qmp.plugin.machine.object.MonitorObjects;
import io.qmp.plugin.machine.object.Network;
import io.qmp.plugin.machine.object.NetworkCommands;
import io.qmp.plugin.machine.object.ObjectCommands;
import io.qmp.plugin.machine.object.Qom;
import io.qmp.plugin.machine.object.QomCommands;
import io.qmp.plugin.machine.object.QomObject;
import io.qmp.plugin.machine.object.Slots;
import io.qmp.plugin.machine.object.Sockets;
import io.qmp.plugin.machine.object.UserObjects;
import io.qmp.plugin.machine.object.VirtioRecord;
import io.qmp.plugin.machine.query.VirtioInsides;
import io.qmp.plugin.machine.run.Machine;
import io.qmp.plugin.machine.version.Behaviour;
import io.qmp.plugin.qemu.QemuVersion;
import io.qmp.plugin.qemu.type.RunState;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The object model of one machine. Made when a command first needs it, as most servers never do. */
final class ObjectModel implements Surroundings {
    private final MachineContext context;
    private final Machine machine;
    private final Devices devices;
    private final BlockDevices disks;
    private final Slots slots;
    private final UserObjects objects;
    private final Chardevs chardevs;
    private final Optional<MonitorObjects> monitors;
    private final AgentPorts agentPorts;
    private final Network network;
    private final Backends backends;
    private @Nullable Sockets sockets;
    private @Nullable RealTimeClock clock;

    ObjectModel(MachineContext context, Machine machine, Memory memory, BlockDevices disks, Slots slots) {
        this.slots = slots;
        this.machine = machine;
        this.context = context;
        this.disks = disks;
        this.agentPorts = new AgentPorts(
                context.server(), machine, context.timers(), context.config().devices());
        this.chardevs = new Chardevs(context.server(), context.config(), agentPorts);
        this.network = new Network(chardevs::has);
        context.config().netdevs().forEach(network::addConfigured);
        this.backends = new MachineBackends(disks, chardevs, network, memory);
        this.devices = new Devices(
                this::sockets,
                context.server(),
                backends,
                slots,
                new Devices.UnplugRule(context.config().guest().unplug(), machine::isRunning));
        this.monitors = Behaviour.of(context.server().version().qemu()).monitorsAreObjects()
                ? Optional.of(new MonitorObjects(context.server()))
                : Optional.empty();
        this.objects = new UserObjects(
                this::qom,
                QemuVersion.of(context.server().version().qemu()),
                monitors,
                slots.numa()::use,
                chardevs.ends(network));
        network.whenDeleted(objects::forgetNetdev);
        machine.listen(devices);
    }

    /** Sets what says whether the machine is being migrated away. */
    void migrating(BooleanSupplier value) {
        devices.migrating(value);
    }

    void register(PluginRegistry registry, CommandGroup group) {
        switch (group) {
            case QOM -> QomCommands.register(registry, this::qom);
            case OBJECTS -> ObjectCommands.register(registry, objects, context.codec());
            case DEVICES -> DeviceCommands.register(registry, devices);
            case MEDIA -> MediumCommands.register(registry, devices, disks);
            case CHARDEVS -> ChardevCommands.register(registry, chardevs);
            case NETWORK -> NetworkCommands.register(registry, network, this::isNetworkCard);
            case VIRTIO_INSIDES ->
                VirtioInsides.register(
                        registry,
                        () -> qom().tree(),
                        machine::isRunning,
                        new VirtioRecord(
                                QemuVersion.of(context.server().version().qemu()), context.codec()),
                        context.codec());
            default -> throw new IllegalArgumentException(group + " is not about objects");
        }
    }

    private boolean isNetworkCard(String id) {
        return qom().tree()
                .resolve("/machine/peripheral/" + id)
                .found()
                .flatMap(device -> device.property("netdev"))
                .isPresent();
    }

    /** {@return the slots for devices, with those of the configuration in them} */
    Slots slots() {
        if (context.config().fillsSlots()) {
            sockets();
        }
        return slots;
    }

    AgentPorts agentPorts() {
        return agentPorts;
    }

    Chardevs chardevs() {
        return chardevs;
    }

    boolean hasThrottleGroup(String id) {
        return hasObject(id, "throttle-group");
    }

    @Override
    public boolean hasThread(String id) {
        return hasObject(id, "iothread");
    }

    @Override
    public ListenOptions listenOptions() {
        return context.config().listenOptions();
    }

    @Override
    public Optional<String> owner(BlockNode node) {
        return machine.status().status().is(RunState.INMIGRATE) ? Optional.empty() : BackendChecks.owner(qom(), node);
    }

    private boolean hasObject(String id, String type) {
        return qom().tree()
                .resolve("/objects/" + id)
                .found()
                .filter(object -> object.type().is(type))
                .isPresent();
    }

    /** Shows a clock as the machine's. */
    void clock(RealTimeClock shown) {
        clock = shown;
    }

    /** {@return the path of the machine's clock; of the machine if it has none} */
    String clockPath() {
        return find(qom().tree().root(), "mc146818rtc").map(QomObject::path).orElse("/machine");
    }

    private static Optional<QomObject> find(QomObject object, String type) {
        return object.type().is(type)
                ? Optional.of(object)
                : object.children().stream()
                        .flatMap(child -> find(child, type).stream())
                        .findFirst();
    }

    private void showClock(Qom qom) {
        RealTimeClock shown = clock;
        if (shown != null) {
            qom.at("/machine").property("rtc-time").ifPresent(time -> time.live(shown::time));
            find(qom.tree().root(), "mc146818rtc")
                    .flatMap(device -> device.property("date"))
                    .ifPresent(date -> date.live(shown::time));
        }
    }

    Qom qom() {
        return sockets().qom();
    }

    /** The machine has been built: shows what was declared before. */
    void built() {
        slots.show(qom(), context.config().type().kind());
    }

    private Sockets sockets() {
        Sockets made = sockets;
        if (made == null) {
            made = new Sockets(Qom.create(context.recorded(), Board.of(context.config()), context.codec()), backends);
            sockets = made;
            showClock(made.qom());
            context.config().objects().forEach(objects::create);
            if (!context.config().preconfig()) {
                slots.show(made.qom(), context.config().type().kind());
            }
            made.addAll(context.config().devices(), slots);
        }
        ChardevObjects.update(made.qom(), chardevs); // also those of monitors, whose changes are not reported
        Qom qom = made.qom();
        monitors.ifPresent(objectsOfMonitors -> objectsOfMonitors.update(qom));
        return made;
    }
}
