package io.qmp.plugin.machine.door;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.type.Nothing;
import io.qmp.api.type.Open;
import io.qmp.api.type.WireNaming;
import io.qmp.plugin.machine.migration.MigrationCommands;
import io.qmp.plugin.qemu.QemuVersion;
import io.qmp.plugin.qemu.type.MigrationCapability;
import io.qmp.plugin.qemu.type.MigrationCapabilityStatus;
import io.qmp.plugin.qemu.type.MigrationInfo;
import io.qmp.plugin.qemu.type.MigrationRamStats;
import io.qmp.plugin.qemu.type.MigrationStatus;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lines of the human monitor about migration. */
final class MigrationLines {
    private static final String WAITING = "terminal does not allow synchronous migration, continuing detached\n";
    private static final String GLOBALS = "globals:\nstore-global-state: on\nonly-migratable: off\n"
            + "send-configuration: on\nsend-section-footer: on\n%s: on\nclear-bitmap-shift: 18\n";
    private static final long KIB = 1024;

    private final MigrationCommands migration;
    private final QemuVersion version;

    MigrationLines(MigrationCommands migration, QemuVersion version) {
        this.migration = migration;
        this.version = version;
    }

    List<HmpCommand> commands() {
        return List.of(
                new HmpCommand("migrate", "[-d] [-r] uri", "migrate to URI", this::migrate),
                line("migrate_incoming", "uri", uri -> printing(migration.receive(uri), "")),
                simple("migrate_cancel", "cancel the migration", migration::cancel),
                line("migrate_continue", "state", state -> {
                    migration.goOn(state(state));
                    return completedFuture("");
                }),
                simple("migrate_pause", "pause a migration", migration::pause),
                simple("migrate_start_postcopy", "there is no postcopy", migration::startPostcopy),
                line("migrate_recover", "uri", uri -> {
                    migration.recover();
                    return completedFuture("");
                }),
                new HmpCommand("migrate_set_capability", "capability state", "switch it", this::capability));
    }

    HmpCommand info() {
        return new HmpCommand(
                InfoCommands.GROUP,
                "migrate",
                "",
                "the migration",
                arguments -> InfoCommands.printing(
                        () -> version == QemuVersion.V11_1 ? table(migration.describe()) : list(migration.describe())));
    }

    private HmpCommand.Action migrate(Cursor arguments) {
        boolean detached = false;
        boolean resume = false;
        String word = arguments.word();
        while (word.startsWith("-")) {
            detached |= word.equals("-d");
            resume |= word.equals("-r");
            word = arguments.word();
        }
        String uri = required("migrate", word);
        boolean resumes = resume;
        String text = detached || version == QemuVersion.V11_1 ? "" : WAITING;
        return () -> printing(migration.migrate(uri, resumes), text);
    }

    private HmpCommand.Action capability(Cursor arguments) {
        String name = required("migrate_set_capability", arguments.word());
        String state = required("migrate_set_capability", arguments.word());
        return () -> {
            MigrationCapability capability = find(MigrationCapability.values(), name)
                    .orElseThrow(() -> CommandFailedException.generic("invalid parameter value: " + name));
            migration.set(List.of(new MigrationCapabilityStatus(Open.of(capability), state.equals("on"))));
            return completedFuture("");
        };
    }

    private static MigrationStatus state(String name) {
        return find(MigrationStatus.values(), name)
                .orElseThrow(() -> CommandFailedException.generic("invalid parameter value: " + name));
    }

    private static <E extends Enum<E>> Optional<E> find(E[] values, String name) {
        return Stream.of(values)
                .filter(value -> WireNaming.enumValue(value).equals(name))
                .findFirst();
    }

    /** A command with one argument. */
    private interface Execution {
        CompletionStage<String> run(String argument);
    }

    private static HmpCommand line(String name, String parameter, Execution execution) {
        return new HmpCommand(name, parameter, "as QMP has it", arguments -> {
            String argument = required(name, arguments.word());
            return () -> execution.run(argument);
        });
    }

    private static HmpCommand simple(String name, String help, Runnable action) {
        return new HmpCommand(name, "", help, arguments -> () -> {
            action.run();
            return completedFuture("");
        });
    }

    private static String required(String command, String word) {
        if (word.isEmpty()) {
            throw new BadLine(command + ": string expected");
        }
        return word;
    }

    private static CompletionStage<String> printing(CompletionStage<Nothing> done, String text) {
        return done.handle((nothing, failure) -> failure == null ? text : "Error: " + description(failure) + "\n");
    }

    private static String description(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof CommandFailedException failed
                ? failed.error().desc()
                : String.valueOf(cause.getMessage());
    }

    private static String status(MigrationInfo info) {
        return info.status() + (info.errorDesc() == null ? "" : " (" + info.errorDesc() + ")");
    }

    private String list(MigrationInfo info) {
        String globals =
                GLOBALS.formatted(version == QemuVersion.V7_2 ? "decompress-error-check" : "send-switchover-start");
        if (info.status() == null) {
            return globals;
        }
        MigrationRamStats ram = info.ram();
        return globals + "Migration status: " + status(info) + "\n"
                + "total time: " + (info.totalTime() == null ? 0 : info.totalTime()) + " ms\n"
                + time("expected downtime", info.expectedDowntime())
                + time("downtime", info.downtime())
                + time("setup", info.setupTime())
                + (ram == null ? "" : list(ram));
    }

    private static String time(String name, @Nullable Long millis) {
        return millis == null ? "" : name + ": " + millis + " ms\n";
    }

    private String list(MigrationRamStats ram) {
        return "transferred ram: " + ram.transferred() / KIB + " kbytes\n"
                + "throughput: %.2f mbps\n".formatted(ram.mbps())
                + "remaining ram: " + ram.remaining() / KIB + " kbytes\n"
                + "total ram: " + ram.total() / KIB + " kbytes\n"
                + "duplicate: " + ram.duplicate() + " pages\n"
                + (version == QemuVersion.V7_2 ? "skipped: 0 pages\n" : "")
                + "normal: " + ram.normal() + " pages\n"
                + "normal bytes: " + ram.normalBytes() / KIB + " kbytes\n"
                + "dirty sync count: " + ram.dirtySyncCount() + "\n"
                + "page size: " + ram.pageSize() / KIB + " kbytes\n"
                + "multifd bytes: 0 kbytes\n"
                + "pages-per-second: " + ram.pagesPerSecond() + "\n"
                + "precopy ram: " + ram.precopyBytes() / KIB + " kbytes\n";
    }

    private static String table(MigrationInfo info) {
        if (info.status() == null) {
            return "";
        }
        MigrationRamStats ram = info.ram();
        return "Status: \t\t" + status(info) + "\n" + (ram == null ? "" : times(info) + table(ram));
    }

    private static String times(MigrationInfo info) {
        return "Time (ms): \t\ttotal=" + info.totalTime() + ", setup=" + info.setupTime()
                + (info.downtime() == null ? ", exp_down=" + info.expectedDowntime() : ", down=" + info.downtime())
                + "\n";
    }

    private static String table(MigrationRamStats ram) {
        return "RAM info:\n  Throughput (Mbps): \t%.2f\n".formatted(ram.mbps())
                + "  Sizes: \t\tpagesize=" + size(ram.pageSize()) + ", total=" + size(ram.total()) + "\n"
                + "  Transfers: \t\ttransferred=" + size(ram.transferred()) + ", remain=" + size(ram.remaining()) + "\n"
                + "    Channels: \t\tprecopy=" + size(ram.precopyBytes()) + ", multifd=0 B, postcopy=0 B\n"
                + "    Page Types: \tnormal=" + ram.normal() + ", zero=" + ram.duplicate() + "\n"
                + "  Page Rates (pps): \ttransfer=" + ram.pagesPerSecond() + "\n"
                + "  Others: \t\tdirty_syncs=" + ram.dirtySyncCount() + "\n";
    }

    private static String size(long bytes) {
        return bytes < KIB ? bytes + " B" : bytes < KIB * KIB ? bytes / KIB + " KiB" : bytes / KIB / KIB + " MiB";
    }
}
