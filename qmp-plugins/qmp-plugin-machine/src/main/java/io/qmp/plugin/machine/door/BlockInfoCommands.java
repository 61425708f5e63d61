package io.qmp.plugin.machine.door;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.qmp.plugin.machine.block.BlockDevices;
import io.qmp.plugin.qemu.type.BlockDeviceInfo;
import io.qmp.plugin.qemu.type.BlockDeviceStats;
import io.qmp.plugin.qemu.type.BlockStats;
import io.qmp.plugin.qemu.type.DetectZeroes;
import java.util.List;
import java.util.stream.Collectors;

/** The subcommands of {@code info} about disks. */
final class BlockInfoCommands {
    private final BlockDevices devices;
    private final boolean statsAreTables;

    /**
     * Makes them.
     *
     * @param devices the disks
     * @param statsAreTables whether statistics are shown as tables
     */
    BlockInfoCommands(BlockDevices devices, boolean statsAreTables) {
        this.devices = devices;
        this.statsAreTables = statsAreTables;
    }

    List<HmpCommand> commands() {
        return List.of(
                InfoCommands.info("blockstats", "what was counted of the disks", this::stats),
                new HmpCommand(
                        InfoCommands.GROUP,
                        "block",
                        "[-n] [device]",
                        "the disks, or a block node (-n: all block nodes)",
                        this::parseBlock));
    }

    private String stats() {
        return devices.diskStats().stream()
                .map(disk -> statsAreTables ? table(disk) : counters(disk))
                .collect(Collectors.joining());
    }

    private static String table(BlockStats disk) {
        BlockDeviceStats stats = disk.stats();
        return disk.device() + ": idle_time_ns=" + idle(stats) + "\n"
                + "%31s %16s %24s %10s\n".formatted("bytes", "operations", "total_time_ns", "merged")
                + row("Read:", stats.rdBytes(), stats.rdOperations(), stats.rdTotalTimeNs(), stats.rdMerged())
                + row("Write:", stats.wrBytes(), stats.wrOperations(), stats.wrTotalTimeNs(), stats.wrMerged())
                + "%-6s%42d %24d\n".formatted("Flush:", stats.flushOperations(), stats.flushTotalTimeNs());
    }

    private static String row(String name, long bytes, long operations, long time, long merged) {
        return "%-6s%25d %16d %24d %10d\n".formatted(name, bytes, operations, time, merged);
    }

    private static long idle(BlockDeviceStats stats) {
        return stats.idleTimeNs() == null ? 0 : stats.idleTimeNs();
    }

    private static String counters(BlockStats disk) {
        BlockDeviceStats stats = disk.stats();
        return disk.device()
                + ": rd_bytes=" + stats.rdBytes()
                + " wr_bytes=" + stats.wrBytes()
                + " rd_operations=" + stats.rdOperations()
                + " wr_operations=" + stats.wrOperations()
                + " flush_operations=" + stats.flushOperations()
                + " wr_total_time_ns=" + stats.wrTotalTimeNs()
                + " rd_total_time_ns=" + stats.rdTotalTimeNs()
                + " flush_total_time_ns=" + stats.flushTotalTimeNs()
                + " rd_merged=" + stats.rdMerged()
                + " wr_merged=" + stats.wrMerged()
                + " idle_time_ns=" + idle(stats)
                + "\n";
    }

    private HmpCommand.Action parseBlock(Cursor arguments) {
        String word = arguments.word();
        boolean nodes = word.equals("-n");
        String name = nodes ? arguments.word() : word;
        if (name.startsWith("-")) {
            throw new BadLine("block: unsupported option " + name);
        }
        return () -> completedFuture(nodes || !name.isEmpty() ? nodes(name) : disks());
    }

    private String disks() {
        return devices.disks().stream()
                .filter(disk -> disk.inserted() != null)
                .map(disk -> text(disk.inserted(), "    Attached to:      " + disk.qdev() + "\n"))
                .collect(Collectors.joining("\n"));
    }

    private String nodes(String name) {
        return devices.nodes(true).stream()
                .filter(node -> name.isEmpty() || name.equals(node.nodeName()))
                .map(node -> text(node, ""))
                .collect(Collectors.joining("\n"));
    }

    private static String text(BlockDeviceInfo node, String attached) {
        return node.nodeName() + ": " + node.file() + " (" + node.drv() + (node.ro() ? ", read-only" : "") + ")\n"
                + attached
                + "    Cache mode:       "
                + (node.cache().writeback() ? "writeback" : "writethrough")
                + (node.cache().direct() ? ", direct" : "")
                + (node.cache().noFlush() ? ", ignore flushes" : "")
                + "\n"
                + (node.detectZeroes().is(DetectZeroes.OFF)
                        ? ""
                        : "    Detect zeroes:    " + node.detectZeroes() + "\n");
    }
}
