package io.qmp.plugin.machine.config;

import io.qmp.api.Experimental;
import io.qmp.plugin.qemu.type.BlockdevOptions;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

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
    private static final int MOST_CPUS = 4096;
    private static final long MIB = 1024 * 1024;

    /** The machine of a QEMU without options: no name, no UUID, 128 MiB, one CPU, no devices. */
    public static final MachineConfig DEFAULT = builder().build();

    private final Optional<String> name;
    private final UUID uuid;
    private final long memory;
    private final int cpus;
    private final boolean startStopped;
    private final boolean preconfig;
    private final boolean incoming;
    private final Actions actions;
    private final boolean balloon;
    private final List<BlockdevOptions> nodes;
    private final List<Disk> disks;
    private final List<Device> devices;
    private final boolean guestCommands;
    private final Map<Object, String> options;

    private MachineConfig(Builder builder) {
        name = builder.name;
        uuid = builder.uuid;
        memory = builder.memory;
        cpus = builder.cpus;
        startStopped = builder.startStopped;
        preconfig = builder.preconfig;
        incoming = builder.incoming;
        actions = builder.actions;
        balloon = builder.balloon;
        nodes = List.copyOf(builder.nodes);
        disks = List.copyOf(builder.disks);
        devices = List.copyOf(builder.devices);
        guestCommands = builder.guestCommands;
        options = new IdentityHashMap<>(builder.options);
    }

    /** {@return a builder of a machine like {@link #DEFAULT}} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the name, if it has one} */
    public Optional<String> name() {
        return name;
    }

    /** {@return the UUID; all zeros if it has none} */
    public UUID uuid() {
        return uuid;
    }

    /** {@return the memory in bytes} */
    public long memory() {
        return memory;
    }

    /** {@return the number of virtual CPUs} */
    public int cpus() {
        return cpus;
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
        return incoming;
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

    /** {@return the disks, in the order in which they were added} */
    public List<Disk> disks() {
        return disks;
    }

    /** {@return the devices, among them balloon and disks, in the order in which they were added} */
    public List<Device> devices() {
        return devices;
    }

    /**
     * {@return the option that a part was read from, with its argument; empty if the part was not read from options}
     *
     * @param part one of {@link #nodes()} or {@link #devices()}
     */
    public Optional<String> optionOf(Object part) {
        return Optional.ofNullable(options.get(part));
    }

    /** {@return whether commands that QEMU does not have control the simulated guest} */
    public boolean guestCommands() {
        return guestCommands;
    }

    /** Builder of {@link MachineConfig}. Not for use by several threads. */
    public static final class Builder {
        private Optional<String> name = Optional.empty();
        private UUID uuid = new UUID(0, 0);
        private long memory = 128 * MIB;
        private int cpus = 1;
        private boolean startStopped;
        private boolean preconfig;
        private boolean incoming;
        private Actions actions = Actions.DEFAULT;
        private boolean balloon;
        private final List<BlockdevOptions> nodes = new ArrayList<>();
        private final List<Disk> disks = new ArrayList<>();
        private final Map<Object, String> options = new IdentityHashMap<>();
        private final List<Device> devices = new ArrayList<>();
        private boolean guestCommands;

        private Builder() {}

        /** Gives it a name. */
        public Builder name(String value) {
            name = Optional.of(value);
            return this;
        }

        /** Gives it a UUID. */
        public Builder uuid(UUID value) {
            uuid = value;
            return this;
        }

        /**
         * Sets the size of its memory.
         *
         * @param bytes more than none
         * @return this builder
         * @throws IllegalArgumentException if {@code bytes} is not positive
         */
        public Builder memory(long bytes) {
            memory = positive(bytes, "bytes of memory");
            return this;
        }

        /**
         * Sets the number of its virtual CPUs.
         *
         * @param number at least one, at most 4096
         * @return this builder
         * @throws IllegalArgumentException if {@code number} is out of range
         */
        public Builder cpus(long number) {
            if (number > MOST_CPUS) {
                throw new IllegalArgumentException(
                        "Invalid SMP CPUs " + number + ". The max CPUs supported is " + MOST_CPUS);
            }
            cpus = (int) positive(number, "CPUs");
            return this;
        }

        /** Sets whether it waits for {@code cont}. */
        public Builder startStopped(boolean value) {
            startStopped = value;
            return this;
        }

        /** Sets whether it starts unbuilt. */
        public Builder preconfig(boolean value) {
            preconfig = value;
            return this;
        }

        /** Sets whether it waits for an incoming migration. */
        public Builder incoming(boolean value) {
            incoming = value;
            return this;
        }

        /** Sets what the machine does after actions of the guest. */
        public Builder actions(Actions value) {
            actions = value;
            return this;
        }

        /** Gives it a balloon device, or none. */
        public Builder balloon(boolean value) {
            if (value && !balloon) {
                devices.add(Device.balloon());
            }
            if (!value) {
                devices.removeIf(
                        device -> device.driver().equals(Device.balloon().driver()));
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
        public Builder node(BlockdevOptions node) {
            nodes.add(node);
            return this;
        }

        /** Remembers which option a node or a device comes from. */
        void from(String option, Object part) {
            options.put(part, option);
        }

        /**
         * Adds a disk. Whether its node exists is checked when the machine is made.
         *
         * @param disk the disk
         * @return this builder
         * @throws IllegalArgumentException if another disk uses its node
         */
        public Builder disk(Disk disk) {
            return disk(disk, Device.of(disk));
        }

        Builder disk(Disk disk, Device device) {
            if (disks.stream().anyMatch(other -> other.node().equals(disk.node()))) {
                throw new IllegalArgumentException("node '" + disk.node() + "' is used by another disk");
            }
            disks.add(disk);
            return device(device);
        }

        Builder balloon(Device device) {
            balloon = true;
            return device(device);
        }

        /**
         * Adds a device that is neither a balloon nor a disk.
         *
         * @param device the device
         * @return this builder
         */
        public Builder device(Device device) {
            devices.add(device);
            return this;
        }

        /** Sets whether commands that QEMU does not have control the simulated guest. */
        public Builder guestCommands(boolean value) {
            guestCommands = value;
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
}
