package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpLong;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.config.PropertyValues;
import io.qmp.plugin.machine.config.Topology;
import io.qmp.plugin.machine.numa.NumaNodes;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The slots for virtual CPUs, of which some are taken from the beginning, and others later. */
public final class CpuSlots {
    private final String type;
    private final Topology topology;
    private final int first;
    private final NumaNodes numa;
    private boolean built;
    /** The paths of CPUs that were added later, by their slots. */
    private final Map<Integer, String> added = new TreeMap<>();

    /**
     * Makes the slots of a machine.
     *
     * @param numa the NUMA nodes that they are in
     */
    CpuSlots(MachineConfig config, NumaNodes numa) {
        this.numa = numa;
        this.built = !config.preconfig();
        this.type = config.cpuModel() + "-x86_64-cpu";
        this.topology = config.topology();
        this.first = config.cpus();
    }

    /** {@return the type of the CPUs} */
    public String type() {
        return type;
    }

    /** The first CPUs are there from now on. */
    void build() {
        built = true;
    }

    /** {@return the NUMA node of a slot, if it is in one} */
    public OptionalInt node(int slot) {
        return numa.ofCpu(slot);
    }

    /** {@return the path of the CPU in a slot, if there is one} */
    public Optional<String> path(int slot) {
        return !built
                ? Optional.empty()
                : slot < first ? Optional.of(Board.cpuPath(slot)) : Optional.ofNullable(added.get(slot));
    }

    /** {@return the free slot for a new CPU} Fails with QEMU's text if there is none that it fits in. */
    int choose(QomType model, PropertyValues values) {
        if (!model.name().equals(type)) {
            throw CommandFailedException.generic("Invalid CPU type, expected cpu type: '" + type + "'");
        }
        int socket = place(values, "socket-id", topology.sockets(), -1);
        int die = place(values, "die-id", topology.dies(), topology.dies() == 1 ? 0 : -1);
        int core = place(values, "core-id", topology.cores(), -1);
        int thread = place(values, "thread-id", topology.threads(), -1);
        int slot = ((socket * topology.dies() + die) * topology.cores() + core) * topology.threads() + thread;
        if (path(slot).isPresent()) {
            throw CommandFailedException.generic(
                    "CPU[" + slot + "] with APIC ID " + topology.apicId(topology.place(slot)) + " exists");
        }
        numa.ofCpu(slot).ifPresent(node -> {
            if (!values.text("node-id").orElse(Integer.toString(node)).matches(node + "|-1")) {
                throw CommandFailedException.generic("invalid node-id, must be " + node);
            }
        });
        return slot;
    }

    private static int place(PropertyValues values, String name, int count, int unlessGiven) {
        int number = values.text(name)
                .filter(text -> text.matches("-?[0-9]{1,9}"))
                .map(Integer::valueOf)
                .orElse(unlessGiven);
        if (number < 0) {
            throw CommandFailedException.generic("CPU " + name + " is not set");
        }
        if (number >= count) {
            throw CommandFailedException.generic(
                    "Invalid CPU " + name + ": " + number + " must be in range 0:" + (count - 1));
        }
        return number;
    }

    /** Puts a CPU into a slot, and shows it the number that the guest knows it by. */
    void fill(int slot, QomObject cpu) {
        added.put(slot, cpu.path());
        showNode(slot, cpu);
        cpu.property("die-id")
                .ifPresent(die -> die.put(new QmpLong(topology.place(slot).die())));
        cpu.property("apic-id").ifPresent(id -> id.put(new QmpLong(topology.apicId(topology.place(slot)))));
    }

    /** Shows a CPU the NUMA node that it is in. */
    private void showNode(int slot, QomObject cpu) {
        numa.ofCpu(slot).ifPresent(node -> cpu.property("node-id").ifPresent(id -> id.put(new QmpLong(node))));
    }

    /** Shows the first CPUs the NUMA nodes that they are in. */
    void showNodes(Qom qom) {
        for (int slot = 0; slot < first; slot++) {
            int number = slot;
            qom.tree().resolve(Board.cpuPath(slot)).found().ifPresent(cpu -> showNode(number, cpu));
        }
    }

    /** Fails with QEMU's text if a CPU cannot be removed. */
    void checkRemovable(QomObject cpu) {
        if (cpu.path().equals(Board.cpuPath(0))) {
            throw CommandFailedException.generic("Boot CPU is unpluggable");
        }
    }

    /** The CPU of a path has gone. */
    void free(String path) {
        added.values().remove(path);
    }
}
