package io.qmp.plugin.machine;

import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.plugin.machine.block.BlockCommands;
import io.qmp.plugin.machine.block.BlockDevices;
import io.qmp.plugin.machine.config.GuestBehaviour;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.display.DisplayCommands;
import io.qmp.plugin.machine.door.Chipset;
import io.qmp.plugin.machine.door.HumanMonitorCommands;
import io.qmp.plugin.machine.door.ListInfoCommands;
import io.qmp.plugin.machine.door.RealTimeClock;
import io.qmp.plugin.machine.export.ExportCommands;
import io.qmp.plugin.machine.guest.AgentProgram;
import io.qmp.plugin.machine.memory.BalloonDevice;
import io.qmp.plugin.machine.memory.BalloonDriver;
import io.qmp.plugin.machine.memory.Checksum;
import io.qmp.plugin.machine.memory.Memory;
import io.qmp.plugin.machine.memory.MemoryCommands;
import io.qmp.plugin.machine.migration.MigrationCommands;
import io.qmp.plugin.machine.migration.MigrationSettings;
import io.qmp.plugin.machine.migration.Migrations;
import io.qmp.plugin.machine.migration.Surroundings;
import io.qmp.plugin.machine.object.Slots;
import io.qmp.plugin.machine.query.AbsentParts;
import io.qmp.plugin.machine.query.AcpiSlots;
import io.qmp.plugin.machine.query.CpuModels;
import io.qmp.plugin.machine.query.DeviceInsides;
import io.qmp.plugin.machine.query.DirtyRate;
import io.qmp.plugin.machine.query.MemoryBackends;
import io.qmp.plugin.machine.query.NumaCommands;
import io.qmp.plugin.machine.query.PciQuery;
import io.qmp.plugin.machine.query.RecordedQueries;
import io.qmp.plugin.machine.query.RemoteDisplays;
import io.qmp.plugin.machine.query.Replies;
import io.qmp.plugin.machine.query.TracePoints;
import io.qmp.plugin.machine.query.VirtioQuery;
import io.qmp.plugin.machine.run.Machine;
import io.qmp.plugin.machine.run.MachineTimers;
import io.qmp.plugin.machine.run.PowerButton;
import io.qmp.plugin.machine.run.Preconfig;
import io.qmp.plugin.machine.run.RunStateCommands;
import io.qmp.plugin.machine.version.Behaviour;
import io.qmp.plugin.qemu.QemuCommands;
import io.qmp.plugin.qemu.QemuVersion;
import io.qmp.plugin.qemu.command.QueryMemdev;
import io.qmp.plugin.qemu.command.QueryPci;
import io.qmp.plugin.qemu.command.QueryStatus;
import io.qmp.plugin.qemu.command.XQueryVirtio;
import io.qmp.plugin.qemu.event.RtcChangeEvent;
import io.qmp.plugin.qemu.type.ChardevBackend;
import io.qmp.plugin.qemu.type.MemoryInfo;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The composition of one machine: makes all parts that have state, and connects them. Parts with timers get
 * {@link MachineTimers}; commands get the parts that they act on when they are registered, and make none.
 */
final class MachineParts {
    private final MachineConfig config;
    private final MachineTimers timers;
    private final Machine machine;
    private final Preconfig preconfig;
    private final Memory memory;
    private final Slots slots;
    private final Checksum checksum;
    private final BlockDevices devices;
    private final Guest guest;
    private final Migrations migrations;
    private final ObjectModel objects;
    private final Chipset chipset;
    private final RealTimeClock clock;
    private final ExportCommands exports;
    private final MachineContext context;
    private final Behaviour behaviour;
    private final Replies replies;

    MachineParts(MachineContext context) {
        MachineConfig config = context.config();
        ServerContext server = context.server();
        this.context = context;
        this.config = config;
        this.behaviour = Behaviour.of(server.version().qemu());
        this.replies = new Replies(context.recorded(), config, context.codec());
        this.timers = context.timers();
        this.machine = new Machine(server, config);
        this.preconfig = new Preconfig(config.preconfig(), this::build);
        this.memory = new Memory(
                config.memory(),
                new BalloonDevice(
                        config.memory(), server::emit, behaviour.wording().balloonSize()),
                config.balloon());
        this.slots = Slots.of(config, name -> memorySize(name));
        config.numa().forEach(slots.numa()::set);
        if (!config.preconfig()) {
            slots.build();
        }
        this.checksum = new Checksum(timers);
        this.devices = new BlockDevices(config, this::hasThrottleGroup, machine, server, context.codec());
        this.objects = new ObjectModel(context, machine, memory, devices, slots);
        this.clock = new RealTimeClock(
                server.clock(), offset -> server.emit(new RtcChangeEvent(offset, objects.clockPath())));
        objects.clock(clock);
        this.guest = new Guest(server, machine, drivers(config.guest()), devices, clock);
        this.exports = new ExportCommands(server, devices.graph(), objects, timers);
        MigrationSettings settings = new MigrationSettings(version());
        this.migrations =
                new Migrations(new Surroundings(server, machine, timers, memory, settings, config, devices.active()));
        objects.migrating(migrations::isGoingOut);
        this.chipset = new Chipset(machine, memory, virtioDisks(config), clock);
    }

    /** Ends the phase before the machine is built. */
    private void build() {
        slots.build();
        objects.built();
        if (!config.startStopped()) {
            machine.cont();
        }
    }

    /** Also asked when there are no objects yet. */
    private OptionalLong memorySize(String name) {
        OptionalLong configured = config.memoryBackend(name);
        return configured.isPresent() || objects == null ? configured : MemoryBackends.size(objects.qom(), name);
    }

    private Guest.Drivers drivers(GuestBehaviour behaviour) {
        BalloonDriver driver = new BalloonDriver(memory.pluggable(), machine, timers);
        driver.rate(behaviour.balloonRate());
        PowerButton button = new PowerButton(machine, context.server().loop(), timers, behaviour.shutdownTime());
        button.obey(behaviour.obeysPowerButton());
        return new Guest.Drivers(() -> memory.device().map(device -> driver), button);
    }

    private static int virtioDisks(MachineConfig config) {
        return (int) config.devices().stream()
                .filter(device -> device.driver().startsWith("virtio-blk"))
                .count();
    }

    /** Registers events and commands when they are needed. */
    void register(PluginRegistry registry) {
        MachineEvents.register(registry);
        QemuCommands.describe(registry, context.codec());
        preconfig.register(registry);
        for (CommandGroup group : CommandGroup.values()) {
            if (group != CommandGroup.GUEST || config.guestCommands()) {
                registry.commands(group.names(), late -> register(late, group));
            }
        }
    }

    private void register(PluginRegistry registry, CommandGroup group) {
        switch (group) {
            case RUN_STATE -> RunStateCommands.register(registry, machine, preconfig);
            case STATUS -> registry.command(QueryStatus.class, returns(query -> machine.status()));
            case ACTIONS -> RunStateCommands.registerActions(registry, machine);
            case MEMORY ->
                MemoryCommands.register(registry, memory, () -> objects.slots().memory(), machine, config);
            case BLOCK -> BlockCommands.register(registry, devices, timers, objects::hasThread);
            case YANK -> YankCommands.register(registry, migrations);
            case WITHOUT_EFFECT -> NoOpCommands.register(registry);
            case MIGRATION -> migration().register(registry);
            case EMPTY -> EmptyQueries.register(registry);
            case MACHINE ->
                MachineQueries.register(registry, config, () -> objects.slots().cpus(), replies);
            case RECORDED -> RecordedQueries.register(registry, replies, context.codec());
            case ACPI -> AcpiSlots.register(registry, replies, config.topology().maxcpus());
            case CPU_MODELS -> CpuModels.register(registry, context.recorded(), behaviour.wording(), context.codec());
            case ABSENT -> AbsentParts.register(registry, behaviour.absent());
            case DEVICE_INSIDES ->
                DeviceInsides.register(registry, () -> objects.qom().tree());
            case REMOTE_DISPLAYS -> RemoteDisplays.register(registry, config.vncDisplays(), behaviour.absent());
            case TRACE_POINTS ->
                TracePoints.register(registry, config.topology().cpus());
            case DISPLAY -> displays().register(registry);
            case DIRTY_RATE -> DirtyRate.register(registry, version() != QemuVersion.V7_2);
            case OBJECT_QUERIES -> registerObjectQueries(registry);
            case HUMAN_MONITOR -> registerHumanMonitor(registry);
            case EXPORTS -> exports.register(registry);
            case GUEST -> GuestCommands.register(registry, guest, devices);
            case QOM, OBJECTS, DEVICES, MEDIA, CHARDEVS, NETWORK, VIRTIO_INSIDES -> objects.register(registry, group);
        }
    }

    private QemuVersion version() {
        return QemuVersion.of(context.server().version().qemu());
    }

    private DisplayCommands displays() {
        return new DisplayCommands(objects::qom, machine::isRunning, config.hostFiles(), behaviour.files());
    }

    private MigrationCommands migration() {
        return new MigrationCommands(migrations, behaviour.wording());
    }

    private void registerHumanMonitor(PluginRegistry registry) {
        HumanMonitorCommands.register(
                registry,
                config,
                new HumanMonitorCommands.Reach(machine, memory, checksum, devices, objects::qom, replies, migration()),
                new ListInfoCommands(
                        () -> objects.chardevs().list(),
                        () -> MachineQueries.cpus(config, objects.slots().cpus(), HostThreads.found()),
                        () -> MachineQueries.slots(config, objects.slots().cpus(), replies),
                        () -> migrations.settings().capabilities(),
                        () -> MemoryBackends.list(objects.qom()),
                        () -> NumaCommands.describe(objects.slots()),
                        () -> new MemoryInfo(
                                memory.size(), objects.slots().memory().plugged())));
    }

    /** Queries that are answered by the object tree. */
    private void registerObjectQueries(PluginRegistry registry) {
        NumaCommands.register(registry, objects::slots, preconfig);
        registry.command(QueryMemdev.class, returns(query -> MemoryBackends.list(objects.qom())));
        PciQuery pci = new PciQuery(context.codec());
        registry.command(QueryPci.class, returns(query -> pci.answer(objects.qom())));
        registry.command(XQueryVirtio.class, returns(query -> VirtioQuery.answer(objects.qom(), replies)));
    }

    /** Also asked while the nodes of the configuration are opened, when there are no objects yet. */
    private boolean hasThrottleGroup(String id) {
        return objects == null
                ? config.objects().stream()
                        .anyMatch(object -> object.type().equals("throttle-group")
                                && object.id().equals(id))
                : objects.hasThrottleGroup(id);
    }

    Guest guest() {
        return guest;
    }

    CompletionStage<Void> addChardev(String id, ChardevBackend backend) {
        return CompletableFuture.runAsync(
                () -> objects.chardevs().configure(id, backend),
                context.server().loop());
    }

    CompletionStage<Void> startIncoming() {
        return CompletableFuture.supplyAsync(migrations::start, context.server().loop())
                .thenCompose(started -> started)
                .thenApply(started -> null);
    }

    void runAgent(Supplier<AgentProgram> start) {
        context.server().loop().execute(() -> objects.agentPorts().run(start));
    }

    Chipset chipset() {
        return chipset;
    }

    boolean hasFailed() {
        return machine.hasFailed();
    }

    void end(ShutdownCause cause) {
        machine.end(cause);
        exports.close();
        migrations.close();
    }

    void close() {
        timers.close();
        devices.graph().close();
    }
}
