package io.qmp.plugin.machine.door;

import static io.qmp.plugin.machine.door.InfoCommands.info;

import io.qmp.plugin.qemu.type.ChardevInfo;
import io.qmp.plugin.qemu.type.CpuInfo;
import io.qmp.plugin.qemu.type.CpuInstanceProperties;
import io.qmp.plugin.qemu.type.HotpluggableCpu;
import io.qmp.plugin.qemu.type.MemdevInfo;
import io.qmp.plugin.qemu.type.MemoryInfo;
import io.qmp.plugin.qemu.type.MigrationCapabilityStatus;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The subcommands of {@code info} that print the answer to a query line by line.
 *
 * @param chardevs the character devices
 * @param cpus the CPUs
 * @param slots the slots of CPUs
 * @param capabilities the settings of migration
 * @param backends the objects that are memory
 * @param numa the NUMA nodes, as text
 * @param memory the memory of the machine
 */
public record ListInfoCommands(
        Supplier<List<ChardevInfo>> chardevs,
        Supplier<List<CpuInfo>> cpus,
        Supplier<List<HotpluggableCpu>> slots,
        Supplier<List<MigrationCapabilityStatus>> capabilities,
        Supplier<List<MemdevInfo>> backends,
        Supplier<String> numa,
        Supplier<MemoryInfo> memory) {
    List<HmpCommand> commands() {
        return List.of(
                info(
                        "chardev",
                        "the character devices",
                        () -> chardevs.get().stream()
                                .map(device -> device.label() + ": filename=" + device.filename() + "\n")
                                .collect(Collectors.joining())),
                info(
                        "cpus",
                        "the CPUs",
                        () -> cpus.get().stream().map(ListInfoCommands::text).collect(Collectors.joining())),
                info(
                        "hotpluggable-cpus",
                        "the slots of CPUs",
                        () -> slots.get().stream()
                                .map(ListInfoCommands::text)
                                .collect(Collectors.joining("", "Hotpluggable CPUs:\n", ""))),
                info(
                        "memory_size_summary",
                        "how much memory there is",
                        () -> "base memory: " + memory.get().baseMemory() + "\nplugged memory: "
                                + memory.get().pluggedMemory() + "\n"),
                info(
                        "memdev",
                        "the objects that are memory",
                        () -> backends.get().stream()
                                .map(ListInfoCommands::text)
                                .collect(Collectors.joining("", "", "\n"))),
                info("numa", "the NUMA nodes", numa),
                info(
                        "migrate_capabilities",
                        "the capabilities for migration",
                        () -> capabilities.get().stream()
                                .map(capability ->
                                        capability.capability() + ": " + (capability.state() ? "on" : "off") + "\n")
                                .collect(Collectors.joining())));
    }

    /** The first CPU is the one that commands act on. */
    private static String text(CpuInfo cpu) {
        return (cpu.cpuIndex() == 0 ? "*" : " ") + " CPU #" + cpu.cpuIndex() + ": thread_id=" + cpu.threadId() + "\n";
    }

    private static String text(MemdevInfo backend) {
        return "memory backend: " + backend.id() + "\n"
                + "  size:  " + backend.size() + "\n"
                + "  merge: " + backend.merge() + "\n"
                + "  dump: " + backend.dump() + "\n"
                + "  prealloc: " + backend.prealloc() + "\n"
                + "  share: " + backend.share() + "\n"
                + "  reserve: " + backend.reserve() + "\n"
                + "  policy: " + backend.policy() + "\n"
                + "  host nodes: "
                + backend.hostNodes().stream().map(String::valueOf).collect(Collectors.joining(",")) + "\n";
    }

    private static String text(HotpluggableCpu slot) {
        CpuInstanceProperties place = slot.props();
        return "  type: \"" + slot.type() + "\"\n  vcpus_count: \"" + slot.vcpusCount() + "\"\n"
                + (slot.qomPath() == null ? "" : "  qom_path: \"" + slot.qomPath() + "\"\n")
                + "  CPUInstance Properties:\n"
                + line("node-id", place.nodeId())
                + line("socket-id", place.socketId())
                + line("die-id", place.dieId())
                + line("core-id", place.coreId())
                + line("thread-id", place.threadId());
    }

    private static String line(String name, @Nullable Long number) {
        return number == null ? "" : "    " + name + ": \"" + number + "\"\n";
    }
}
