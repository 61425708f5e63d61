package io.qmp.plugin.machine.config;

import io.qmp.api.Experimental;
import io.qmp.plugin.qemu.type.Accelerator;
import io.qmp.plugin.qemu.type.BlockdevOptions;
import io.qmp.plugin.qemu.type.NetdevOptions;
import io.qmp.plugin.qemu.type.NumaOptions;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Builder of {@link MachineConfig}. Not for use by several threads.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class MachineConfigBuilder {
    /** What stands for an incoming migration that a command begins. */
    static final String DEFERRED = "defer";

    private static final int MOST_CPUS = 4096;

    Optional<String> name = Optional.empty();
    UUID uuid = new UUID(0, 0);
    Optional<Long> memory = Optional.empty();
    MachineType type = MachineType.DEFAULT;
    Topology topology = Topology.ONE;
    Optional<String> cpuModel = Optional.empty();
    Optional<Long> memorySlots = Optional.empty();
    Optional<Long> mostMemory = Optional.empty();
    final List<NumaOptions> numa = new ArrayList<>();
    boolean hmat;
    Accelerator accelerator = Accelerator.TCG;
    List<String> messages = List.of();
    boolean startStopped;
    boolean preconfig;
    Optional<String> incoming = Optional.empty();
    Actions actions = Actions.DEFAULT;
    boolean balloon;
    final List<BlockdevOptions> nodes = new ArrayList<>();
    final List<Drive> drives = new ArrayList<>();
    final List<NetdevOptions> netdevs = new ArrayList<>();
    final Map<Object, String> options = new IdentityHashMap<>();
    final List<VncDisplay> vncDisplays = new ArrayList<>();
    final List<Device> devices = new ArrayList<>();
    final List<NewObject> objects = new ArrayList<>();
    boolean guestCommands;
    GuestBehaviour guest = GuestBehaviour.IDLE;

    HostFileAccess hostFiles = HostFileAccess.NONE;
    boolean openToNetwork;
    long jobRate;
    long migrationRate;

    MachineConfigBuilder() {}

    /** Gives it a name. */
    public MachineConfigBuilder name(String value) {
        name = Optional.of(value);
        return this;
    }

    /** Gives it a UUID. */
    public MachineConfigBuilder uuid(UUID value) {
        uuid = value;
        return this;
    }

    /**
     * Sets the size of its memory. Unless set, it is 128 MiB, and the board {@code none} has none.
     *
     * @param bytes more than none
     * @return this builder
     * @throws IllegalArgumentException if {@code bytes} is not positive
     */
    public MachineConfigBuilder memory(long bytes) {
        memory = Optional.of(positive(bytes, "bytes of memory"));
        return this;
    }

    /**
     * Sets the number of its virtual CPUs.
     *
     * @param number at least one, at most 4096
     * @return this builder
     * @throws IllegalArgumentException if {@code number} is out of range
     */
    public MachineConfigBuilder cpus(long number) {
        if (number > MOST_CPUS) {
            throw new IllegalArgumentException(
                    "Invalid SMP CPUs " + number + ". The max CPUs supported is " + MOST_CPUS);
        }
        return topology(Topology.ofCores((int) positive(number, "CPUs")));
    }

    /** Sets how many virtual CPUs it has, and how they are placed. */
    public MachineConfigBuilder topology(Topology value) {
        topology = value;
        return this;
    }

    /**
     * Sets the model of its virtual CPUs; unless set, it is that of the type. Whether there is such a model is checked
     * when the machine is made.
     *
     * @param value its name in {@code query-cpu-definitions}
     * @return this builder
     */
    public MachineConfigBuilder cpuModel(String value) {
        cpuModel = Optional.of(value);
        return this;
    }

    /** Sets its type. */
    public MachineConfigBuilder type(MachineType value) {
        type = value;
        return this;
    }

    /**
     * Adds a declaration about NUMA nodes. Whether it fits the others is checked when the machine is made.
     *
     * @param value as {@code set-numa-node} takes it
     * @return this builder
     */
    public MachineConfigBuilder numa(NumaOptions value) {
        numa.add(value);
        return this;
    }

    /**
     * Sets the accelerator that queries show. The guest is simulated with any.
     *
     * @param value {@code TCG} if this is not called
     * @return this builder
     */
    public MachineConfigBuilder accelerator(Accelerator value) {
        accelerator = value;
        return this;
    }

    /** Sets what QEMU prints when it starts so. */
    MachineConfigBuilder messages(List<String> lines) {
        messages = List.copyOf(lines);
        return this;
    }

    /** Sets whether latencies and bandwidths of the memory can be declared. */
    public MachineConfigBuilder hmat(boolean value) {
        hmat = value;
        return this;
    }

    /** {@return the size of its memory in bytes} */
    long memory() {
        return memory.orElseGet(type.kind()::usualMemory);
    }

    /** Sets whether it waits for {@code cont}. */
    public MachineConfigBuilder startStopped(boolean value) {
        startStopped = value;
        return this;
    }

    /** Sets whether it starts unbuilt. */
    public MachineConfigBuilder preconfig(boolean value) {
        preconfig = value;
        return this;
    }

    /** Sets from where it is migrated in, such as {@code unix:/run/m}; {@code defer} for what a command says. */
    public MachineConfigBuilder incomingFrom(String uri) {
        incoming = Optional.of(uri);
        return this;
    }

    /** Sets whether it waits for an incoming migration, which {@code migrate-incoming} begins. */
    public MachineConfigBuilder incoming(boolean value) {
        incoming = value ? Optional.of(DEFERRED) : Optional.empty();
        return this;
    }

    /** Sets what the machine does after actions of the guest. */
    public MachineConfigBuilder actions(Actions value) {
        actions = value;
        return this;
    }

    /** Gives it a balloon device, or none. */
    public MachineConfigBuilder balloon(boolean value) {
        if (value && !balloon) {
            devices.add(Device.balloon());
        }
        if (!value) {
            devices.removeIf(device -> device.driver().equals(Device.balloon().driver()));
        }
        balloon = value;
        return this;
    }

    /**
     * Adds a block node. Whether it can be opened is checked when the machine is made.
     *
     * @param node the node, as {@code blockdev-add} takes it
     * @return this builder
     */
    public MachineConfigBuilder node(BlockdevOptions node) {
        nodes.add(node);
        return this;
    }

    /**
     * Adds an object. Whether it can be created is checked when the machine is made.
     *
     * @param object the object
     * @return this builder
     * @throws IllegalArgumentException if another object has its id
     */
    public MachineConfigBuilder object(NewObject object) {
        if (objects.stream().anyMatch(other -> other.id().equals(object.id()))) {
            throw new IllegalArgumentException("Duplicate ID '" + object.id() + "' for object");
        }
        objects.add(object);
        return this;
    }

    /**
     * Adds a drive. Whether its node can be opened is checked when the machine is made.
     *
     * @param drive the drive
     * @return this builder
     */
    public MachineConfigBuilder drive(Drive drive) {
        drives.add(drive);
        return this;
    }

    /**
     * Adds a network backend. Whether it can be made is checked when the machine is made.
     *
     * @param netdev the backend, as {@code netdev_add} takes it
     * @return this builder
     */
    public MachineConfigBuilder netdev(NetdevOptions netdev) {
        netdevs.add(netdev);
        return this;
    }

    /** Adds a display of VNC. */
    public MachineConfigBuilder vncDisplay(VncDisplay value) {
        vncDisplays.add(value);
        return this;
    }

    /** Remembers which option a part comes from. */
    void from(String option, Object part) {
        options.put(part, option);
    }

    /**
     * Adds a disk. Whether its node exists and is not used by another disk is checked when the machine is made.
     *
     * @param disk the disk
     * @return this builder
     */
    public MachineConfigBuilder disk(Disk disk) {
        return device(Device.of(disk));
    }

    MachineConfigBuilder balloon(Device device) {
        balloon = true;
        return device(device);
    }

    /**
     * Adds a device that is no balloon.
     *
     * @param device the device
     * @return this builder
     */
    public MachineConfigBuilder device(Device device) {
        devices.add(device);
        return this;
    }

    /** Sets whether commands that QEMU does not have control the simulated guest. */
    public MachineConfigBuilder guestCommands(boolean value) {
        guestCommands = value;
        return this;
    }

    /** Sets what the simulated guest does by itself. */
    public MachineConfigBuilder guest(GuestBehaviour value) {
        guest = value;
        return this;
    }

    /**
     * Sets which files of the host commands may read and write; the default is {@link HostFileAccess#NONE}.
     *
     * @param value the access
     * @return this builder
     */
    public MachineConfigBuilder hostFiles(HostFileAccess value) {
        hostFiles = value;
        return this;
    }

    /**
     * Sets whether {@code migrate-incoming} and {@code nbd-server-start} may open plain TCP ports that other hosts
     * reach; the default is that they listen on loopback addresses only.
     *
     * @param value whether they may
     * @return this builder
     */
    public MachineConfigBuilder openToNetwork(boolean value) {
        openToNetwork = value;
        return this;
    }

    /**
     * Sets how fast block jobs without a speed are; the default is that they copy all at once.
     *
     * @param bytesPerSecond the bytes a second; 0 for all at once
     * @return this builder
     */
    public MachineConfigBuilder jobRate(long bytesPerSecond) {
        if (bytesPerSecond < 0) {
            throw new IllegalArgumentException("a job rate of " + bytesPerSecond + " bytes a second");
        }
        jobRate = bytesPerSecond;
        return this;
    }

    /**
     * Sets how fast the memory is migrated; the default is as fast as the settings of migration allow, and all of it
     * counts as pages of zeros, which take hardly any time. With a rate it counts as full.
     *
     * @param bytesPerSecond the bytes a second; 0 for the default
     * @return this builder
     */
    public MachineConfigBuilder migrationRate(long bytesPerSecond) {
        if (bytesPerSecond < 0) {
            throw new IllegalArgumentException("a migration rate of " + bytesPerSecond + " bytes a second");
        }
        migrationRate = bytesPerSecond;
        return this;
    }

    /** {@return the configuration} */
    public MachineConfig build() {
        return new MachineConfig(this);
    }

    private static long positive(long value, String what) {
        if (value <= 0) {
            throw new IllegalArgumentException(value + " " + what);
        }
        return value;
    }
}
