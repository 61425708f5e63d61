package io.qmp.plugin.machine.config;

import io.qmp.api.Experimental;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.ListenOptions;
import io.qmp.plugin.qemu.type.Accelerator;
import io.qmp.plugin.qemu.type.BlockdevOptions;
import io.qmp.plugin.qemu.type.NetdevOptions;
import io.qmp.plugin.qemu.type.NumaOptions;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The configuration of a machine. Immutable.
 *
 * <pre>{@code
 * MachineConfig config = MachineConfig.builder().name("refvm").balloon(true).build();
 * }</pre>
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class MachineConfig {
    /** The machine of a QEMU without options: no name, no UUID, 128 MiB, one CPU, no devices. */
    public static final MachineConfig DEFAULT = builder().build();

    private final Optional<String> name;
    private final UUID uuid;
    private final long memory;
    private final MachineType type;
    private final QmpObject memoryOptions;
    private final long mostMemory;
    private final List<NumaOptions> numa;
    private final boolean hmat;
    private final Accelerator accelerator;
    private final List<String> messages;
    private final Topology topology;
    private final String cpuModel;
    private final boolean startStopped;
    private final boolean preconfig;
    private final Optional<String> incoming;
    private final Actions actions;
    private final boolean balloon;
    private final List<BlockdevOptions> nodes;
    private final List<Drive> drives;
    private final List<NetdevOptions> netdevs;
    private final List<Disk> disks;
    private final List<Device> devices;
    private final List<VncDisplay> vncDisplays;
    private final List<NewObject> objects;
    private final boolean guestCommands;
    private final GuestBehaviour guest;
    private final HostFileAccess hostFiles;
    private final boolean openToNetwork;
    private final long jobRate;
    private final long migrationRate;
    private final Map<Object, String> options;

    MachineConfig(MachineConfigBuilder builder) {
        name = builder.name;
        uuid = builder.uuid;
        type = builder.type;
        memory = builder.memory();
        memoryOptions = MemoryOption.describe(builder);
        mostMemory = builder.mostMemory.orElse(memory);
        numa = List.copyOf(builder.numa);
        hmat = builder.hmat;
        accelerator = builder.accelerator;
        messages = builder.messages;
        topology = builder.topology;
        cpuModel = builder.cpuModel.orElseGet(type.kind()::cpuModel);
        startStopped = builder.startStopped;
        preconfig = builder.preconfig;
        incoming = builder.incoming;
        actions = builder.actions;
        balloon = builder.balloon;
        nodes = List.copyOf(builder.nodes);
        drives = List.copyOf(builder.drives);
        netdevs = List.copyOf(builder.netdevs);
        devices = List.copyOf(builder.devices);
        vncDisplays = List.copyOf(builder.vncDisplays);
        objects = List.copyOf(builder.objects);
        disks = disks(devices);
        guestCommands = builder.guestCommands;
        guest = builder.guest;
        hostFiles = builder.hostFiles;
        openToNetwork = builder.openToNetwork;
        jobRate = builder.jobRate;
        migrationRate = builder.migrationRate;
        options = new IdentityHashMap<>(builder.options);
    }

    private static List<Disk> disks(List<Device> devices) {
        List<Disk> disks = new ArrayList<>();
        for (Device device : devices) {
            device.disk().ifPresent(disks::add);
        }
        return List.copyOf(disks);
    }

    /** {@return a builder of a machine like {@link #DEFAULT}} */
    public static MachineConfigBuilder builder() {
        return new MachineConfigBuilder();
    }

    /** {@return the name, if it has one} */
    public Optional<String> name() {
        return name;
    }

    /** {@return the UUID; all zeros if it has none} */
    public UUID uuid() {
        return uuid;
    }

    /** {@return the memory in bytes; 0 if it has none} */
    public long memory() {
        return memory;
    }

    /** {@return the number of virtual CPUs} */
    public int cpus() {
        return type.kind().hasCpus() ? topology.cpus() : 0;
    }

    /** {@return how the virtual CPUs are placed} */
    public Topology topology() {
        return topology;
    }

    /** {@return the model of the virtual CPUs} */
    public String cpuModel() {
        return cpuModel;
    }

    /** {@return the type of the machine} */
    public MachineType type() {
        return type;
    }

    /** {@return the memory as {@code /machine} tells it, with the slots for more of it} */
    public QmpObject memoryOptions() {
        return memoryOptions;
    }

    /** {@return the size of the memory backend of an id, if there is such an object} */
    public OptionalLong memoryBackend(String id) {
        return objects.stream()
                .filter(object -> object.id().equals(id) && object.type().startsWith("memory-backend"))
                .flatMap(object -> object.properties().get("size") instanceof QmpLong size
                        ? Stream.of(size.value())
                        : Stream.empty())
                .mapToLong(size -> size)
                .findFirst();
    }

    /** {@return the accelerator that queries show} */
    public Accelerator accelerator() {
        return accelerator;
    }

    /** {@return the lines that QEMU prints when it starts so: why it did not take the accelerator that was wanted} */
    public List<String> messages() {
        return messages;
    }

    /** {@return whether there are devices that are put into slots: CPUs and memory modules} */
    public boolean fillsSlots() {
        return devices.stream()
                .map(Device::driver)
                .anyMatch(driver -> driver.equals("pc-dimm") || driver.endsWith("-x86_64-cpu"));
    }

    /** {@return to how many bytes the memory can grow} */
    public long mostMemory() {
        return mostMemory;
    }

    /** {@return the declarations of NUMA nodes, in their order} */
    public List<NumaOptions> numa() {
        return numa;
    }

    /** {@return whether latencies and bandwidths of the memory can be declared} */
    public boolean hmat() {
        return hmat;
    }

    /** {@return whether it waits for {@code cont} before it runs} */
    public boolean startStopped() {
        return startStopped;
    }

    /** {@return whether it starts unbuilt, and refuses most commands until {@code x-exit-preconfig}} */
    public boolean preconfig() {
        return preconfig;
    }

    /** {@return whether it waits for an incoming migration, instead of starting a guest of its own} */
    public boolean incoming() {
        return incoming.isPresent();
    }

    /** {@return from where it is migrated in; empty if it is not, or {@code migrate-incoming} says it} */
    public Optional<String> incomingFrom() {
        return incoming.filter(uri -> !uri.equals(MachineConfigBuilder.DEFERRED));
    }

    /** {@return what the machine does after actions of the guest} */
    public Actions actions() {
        return actions;
    }

    /** {@return whether it has a balloon device} */
    public boolean balloon() {
        return balloon;
    }

    /** {@return the block nodes, in the order in which they were added} */
    public List<BlockdevOptions> nodes() {
        return nodes;
    }

    /** {@return the drives, in the order in which they were added} */
    public List<Drive> drives() {
        return drives;
    }

    /** {@return the network backends, in the order in which they were added} */
    public List<NetdevOptions> netdevs() {
        return netdevs;
    }

    /** {@return the disks, in the order in which they were added} */
    public List<Disk> disks() {
        return disks;
    }

    /** {@return the devices, among them balloon and disks, in the order in which they were added} */
    public List<Device> devices() {
        return devices;
    }

    /** {@return the objects that are created before the devices, in the order in which they were added} */
    public List<NewObject> objects() {
        return objects;
    }

    /**
     * {@return the option that a part was read from, with its argument; empty if the part was not read from options}
     *
     * @param part one of {@link #nodes()}, {@link #drives()}, {@link #netdevs()} or {@link #devices()}
     */
    public Optional<String> optionOf(Object part) {
        return Optional.ofNullable(options.get(part));
    }

    /** {@return which files of the host commands may read and write} */
    public HostFileAccess hostFiles() {
        return hostFiles;
    }

    /** {@return whether commands may open ports for migration and NBD that other hosts reach} */
    public boolean isOpenToNetwork() {
        return openToNetwork;
    }

    /** {@return how to listen for migration and NBD} */
    public ListenOptions listenOptions() {
        return openToNetwork ? ListenOptions.DEFAULT.withOpenToNetwork() : ListenOptions.DEFAULT;
    }

    /** {@return the bytes a second that block jobs without a speed copy; 0 for all at once} */
    public long jobRate() {
        return jobRate;
    }

    /** {@return the bytes a second at which memory is migrated; 0 for as many as the settings of migration allow} */
    public long migrationRate() {
        return migrationRate;
    }

    /** {@return whether commands that QEMU does not have control the simulated guest} */
    public boolean guestCommands() {
        return guestCommands;
    }

    /** {@return the displays of VNC, in the order in which they were added} */
    public List<VncDisplay> vncDisplays() {
        return vncDisplays;
    }

    /** {@return what the simulated guest does by itself} */
    public GuestBehaviour guest() {
        return guest;
    }
}
