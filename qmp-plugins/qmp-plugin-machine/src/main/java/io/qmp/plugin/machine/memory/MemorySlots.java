package io.qmp.plugin.machine.memory;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.type.Open;
import io.qmp.api.value.QmpLong;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.numa.NumaNodes;
import io.qmp.plugin.qemu.type.MemoryDeviceDimm;
import io.qmp.plugin.qemu.type.MemoryDeviceInfo;
import io.qmp.plugin.qemu.type.MemoryDeviceInfoDimm;
import io.qmp.plugin.qemu.type.MemoryDeviceType;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The slots for memory modules that come and go. On the server's loop only. */
public final class MemorySlots {
    private static final long GIB = 1L << 30;
    private static final long ABOVE_HOLE = 4 * GIB;

    private final int slots;
    private final long most;
    private final long start;
    private final NumaNodes numa;
    /** By the paths of the devices. */
    private final Map<String, Module> modules = new LinkedHashMap<>();

    /**
     * A module that was asked for.
     *
     * @param id of the device, if it has one
     * @param backend the path of the object that is its memory
     * @param size bytes
     * @param slot the slot that it names, if it does
     * @param node its NUMA node
     */
    public record Wanted(Optional<String> id, String backend, long size, Optional<Long> slot, long node) {}

    /**
     * A module in its slot.
     *
     * @param wanted what was asked for
     * @param slot its slot
     * @param address where the guest sees it
     * @param hot whether it came while the machine ran
     */
    public record Module(Wanted wanted, long slot, long address, boolean hot) {
        private long end() {
            return address + wanted.size;
        }

        private MemoryDeviceInfo info() {
            MemoryDeviceDimm data = new MemoryDeviceDimm(
                    wanted.id.orElse(null), address, wanted.size, slot, wanted.node, wanted.backend, hot, true);
            return new MemoryDeviceInfoDimm(Open.of(MemoryDeviceType.DIMM), data);
        }
    }

    /**
     * Makes the slots of a machine.
     *
     * @param numa the NUMA nodes that they are in
     */
    public MemorySlots(MachineConfig config, NumaNodes numa) {
        this.numa = numa;
        slots = (int) number(config, "slots");
        most = Math.max(0, number(config, "max-size") - config.memory());
        start = ABOVE_HOLE + (Math.max(0, config.memory() - ABOVE_HOLE / 2) + GIB - 1) / GIB * GIB;
    }

    private static long number(MachineConfig config, String member) {
        return config.memoryOptions().get(member) instanceof QmpLong number ? number.value() : 0;
    }

    /** {@return the module in a free slot; it is not there yet} Fails with QEMU's text if it cannot be. */
    public Module place(Wanted wanted, boolean hot) {
        if (modules.values().stream().anyMatch(module -> module.wanted.backend.equals(wanted.backend))) {
            String name = wanted.backend.substring(wanted.backend.lastIndexOf('/') + 1);
            throw CommandFailedException.generic("can't use already busy memdev: " + name);
        }
        int nodes = Math.max(numa.count(), 1);
        if (wanted.node >= nodes) {
            throw CommandFailedException.generic("'DIMM property node has value " + wanted.node
                    + "' which exceeds the number of numa nodes: " + nodes);
        }
        if (slots == 0) {
            throw CommandFailedException.generic("no slots where allocated, please specify the 'slots' option");
        }
        long slot = wanted.slot.map(this::needFree).orElseGet(this::freeSlot);
        return new Module(wanted, slot, freeAddress(wanted.size), hot);
    }

    private boolean isFree(long slot) {
        return modules.values().stream().noneMatch(module -> module.slot == slot);
    }

    private long needFree(long slot) {
        if (slot < 0 || slot >= slots) {
            throw CommandFailedException.generic(
                    "invalid slot number " + slot + ", valid range is [0-" + (slots - 1) + "]");
        }
        if (!isFree(slot)) {
            throw CommandFailedException.generic("slot " + slot + " is busy");
        }
        return slot;
    }

    private long freeSlot() {
        return IntStream.range(0, slots)
                .filter(this::isFree)
                .findFirst()
                .orElseThrow(() -> CommandFailedException.generic("no free slots available"));
    }

    private long freeAddress(long size) {
        long used = modules.values().stream()
                .mapToLong(module -> module.wanted.size)
                .sum();
        if (used + size > most) {
            throw CommandFailedException.generic("not enough space, currently 0x" + Long.toHexString(used)
                    + " in use of total space for memory devices 0x" + Long.toHexString(most));
        }
        long address = start;
        for (Module module : modules.values().stream()
                .sorted(Comparator.comparingLong(Module::address))
                .toList()) {
            if (module.address - address >= size) {
                break;
            }
            address = module.end();
        }
        return address;
    }

    /** Adds a module by the path of its device. */
    public void add(String path, Module module) {
        modules.put(path, module);
    }

    /** The device of a path has gone. */
    public void free(String path) {
        modules.remove(path);
    }

    /** {@return the modules} */
    public List<MemoryDeviceInfo> list() {
        return modules.values().stream().map(Module::info).toList();
    }

    /** {@return the memory that was plugged into a NUMA node, in bytes} */
    public long plugged(int node) {
        return modules.values().stream()
                .filter(module -> module.wanted.node == node)
                .mapToLong(module -> module.wanted.size)
                .sum();
    }

    /** {@return the memory that came while the machine ran, in bytes} */
    public long plugged() {
        return modules.values().stream().mapToLong(module -> module.wanted.size).sum();
    }
}
