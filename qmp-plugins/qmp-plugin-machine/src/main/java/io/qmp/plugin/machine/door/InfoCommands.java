package io.qmp.plugin.machine.door;

import static java.util.concurrent.CompletableFuture.completedFuture;

import io.qmp.api.message.VersionInfo;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.memory.Memory;
import io.qmp.plugin.machine.run.Machine;
import io.qmp.plugin.qemu.type.Accelerator;
import io.qmp.plugin.qemu.type.RunState;
import io.qmp.plugin.qemu.type.StatusInfo;
import java.util.List;
import java.util.function.Supplier;

/** The subcommands of {@code info} about the machine as a whole. */
final class InfoCommands {
    static final String GROUP = "info ";

    private static final int MIB_SHIFT = 20;

    private final MachineConfig config;
    private final VersionInfo version;
    private final Machine machine;
    private final Memory memory;

    InfoCommands(MachineConfig config, VersionInfo version, Machine machine, Memory memory) {
        this.config = config;
        this.version = version;
        this.machine = machine;
        this.memory = memory;
    }

    List<HmpCommand> commands() {
        return List.of(
                info("status", "whether the machine runs, and why not", this::status),
                info("balloon", "how much memory the guest has (in MB)", this::balloon),
                info(
                        "name",
                        "what the machine is called",
                        () -> config.name().map(name -> name + "\n").orElse("")),
                info("uuid", "the UUID of the machine", () -> config.uuid() + "\n"),
                info(
                        "kvm",
                        "whether the machine uses KVM",
                        () -> "kvm support: " + (config.accelerator() == Accelerator.KVM ? "enabled\n" : "disabled\n")),
                info("version", "the version of the program", () -> version.qemu() + version.packageName() + "\n"));
    }

    /** A command without arguments. */
    static HmpCommand info(String name, String help, Supplier<String> text) {
        return new HmpCommand(GROUP, name, "", help, arguments -> printing(text));
    }

    /** {@return an action that prints something} */
    static HmpCommand.Action printing(Supplier<String> text) {
        return () -> completedFuture(text.get());
    }

    private String status() {
        StatusInfo status = machine.status();
        String why = status.running() || status.status().is(RunState.PAUSED) ? "" : " (" + status.status() + ")";
        return "VM status: " + (status.running() ? "running" : "paused") + why + "\n";
    }

    private String balloon() {
        return "balloon: actual=" + (memory.balloon().actual() >> MIB_SHIFT) + "\n";
    }
}
