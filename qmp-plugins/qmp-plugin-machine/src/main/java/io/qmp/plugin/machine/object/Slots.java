package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpString;
import io.qmp.plugin.machine.config.Device;
import io.qmp.plugin.machine.config.GuestBehaviour.Unplug;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.config.MachineType;
import io.qmp.plugin.machine.memory.MemorySlots;
import io.qmp.plugin.machine.numa.NumaNodes;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The slots for devices that are on no bus.
 *
 * @param cpus those for virtual CPUs
 * @param memory those for memory modules
 * @param numa the NUMA nodes that both are in
 */
public record Slots(CpuSlots cpus, MemorySlots memory, NumaNodes numa) {
    /**
     * {@return the slots of a machine, with the NUMA nodes of its configuration}
     *
     * @param backends the size of the memory backend of an id or path, if there is such a backend
     */
    public static Slots of(MachineConfig config, Function<String, OptionalLong> backends) {
        NumaNodes numa = new NumaNodes(config, backends);
        return new Slots(new CpuSlots(config, numa), new MemorySlots(config, numa), numa);
    }

    /** Ends the declarations of NUMA nodes; the first CPUs are there from now on. Fails with QEMU's text. */
    public void build() {
        numa.complete();
        cpus.build();
    }

    /** Shows the NUMA nodes in the object tree, after {@link #build}. Their backends are the machine's memory. */
    public void show(Qom qom, MachineType.Kind board) {
        cpus.showNodes(qom);
        if (numa.haveBackends()) {
            qom.at("/objects").child(board.memoryName()).ifPresent(QomObject::remove);
            qom.at("/machine").property("memory-backend").ifPresent(backend -> backend.put(new QmpString("")));
        }
    }

    /** {@return whether devices of a type are put into slots} */
    boolean have(QomType type) {
        return type.is("cpu") || type.is("pc-dimm");
    }

    /** Puts a device into its slot. */
    void plug(Sockets sockets, QomType type, Device device, boolean hot) {
        if (type.is("cpu")) {
            int slot = cpus.choose(type, device.properties());
            cpus.fill(slot, sockets.plug(type, Optional.empty(), device.id(), device.properties(), hot));
            return;
        }
        if (device.properties().text("memdev").isEmpty()) {
            throw CommandFailedException.generic("'memdev' property must be set");
        }
        QomObject module = sockets.plug(type, Optional.empty(), device.id(), device.properties(), hot);
        try {
            show(module, memory.place(wanted(sockets.qom(), device, module), hot));
        } catch (CommandFailedException e) {
            module.remove();
            throw e;
        }
    }

    private static MemorySlots.Wanted wanted(Qom qom, Device device, QomObject module) {
        String backend = module.text("memdev").orElse("");
        return new MemorySlots.Wanted(
                device.id(),
                backend,
                UserObjects.number(qom.at(backend), "size"),
                Optional.of(UserObjects.number(module, "slot"))
                        .filter(slot -> device.properties().text("slot").isPresent()),
                UserObjects.number(module, "node"));
    }

    private void show(QomObject device, MemorySlots.Module module) {
        memory.add(device.path(), module);
        put(device, "slot", module.slot());
        put(device, "addr", module.address());
        put(device, "size", module.wanted().size());
    }

    private static void put(QomObject device, String name, long value) {
        device.property(name).ifPresent(property -> property.put(new QmpLong(value)));
    }

    /** Fails with QEMU's text if a device cannot be removed. */
    void checkRemovable(QomObject device, Unplug unplug) {
        if (device.type().is("cpu")) {
            cpus.checkRemovable(device);
            if (unplug == Unplug.IGNORE) { // as without an operating system
                throw CommandFailedException.generic(
                        "acpi: device unplug request for not supported device type: " + device.type());
            }
        }
    }

    /** The device of a path has gone. */
    void free(String path) {
        cpus.free(path);
        memory.free(path);
    }
}
