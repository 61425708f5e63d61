package io.qmp.plugin.machine.query;

import io.qmp.api.command.Command;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.plugin.machine.version.AbsentWording;
import io.qmp.plugin.qemu.command.DumpSkeys;
import io.qmp.plugin.qemu.command.Dumpdtb;
import io.qmp.plugin.qemu.command.InjectGhesV2Error;
import io.qmp.plugin.qemu.command.QueryRocker;
import io.qmp.plugin.qemu.command.QueryRockerOfDpaFlows;
import io.qmp.plugin.qemu.command.QueryRockerOfDpaGroups;
import io.qmp.plugin.qemu.command.QueryRockerPorts;
import io.qmp.plugin.qemu.command.QuerySevAttestationReport;
import io.qmp.plugin.qemu.command.ReplayBreak;
import io.qmp.plugin.qemu.command.ReplayDeleteBreak;
import io.qmp.plugin.qemu.command.ReplaySeek;
import io.qmp.plugin.qemu.command.RequestEbpf;
import io.qmp.plugin.qemu.command.SetCpuTopology;
import io.qmp.plugin.qemu.command.SetVcpuDirtyLimit;
import io.qmp.plugin.qemu.command.SevInjectLaunchSecret;
import io.qmp.plugin.qemu.command.XColoLostHeartbeat;
import io.qmp.plugin.qemu.command.XenEventInject;
import io.qmp.plugin.qemu.command.XenEventList;
import java.util.function.Function;

/** Commands about parts that the machine does not have: they fail with QEMU's texts. */
public final class AbsentParts {
    private AbsentParts() {}

    /** Registers them. */
    public static void register(PluginRegistry registry, AbsentWording wording) {
        refuse(registry, QueryRocker.class, query -> "rocker " + query.name() + " not found");
        refuse(registry, QueryRockerPorts.class, query -> "rocker " + query.name() + " not found");
        refuse(registry, QueryRockerOfDpaFlows.class, query -> "rocker " + query.name() + " not found");
        refuse(registry, QueryRockerOfDpaGroups.class, query -> "rocker " + query.name() + " not found");
        refuse(registry, QuerySevAttestationReport.class, query -> "SEV is not enabled");
        refuse(registry, ReplayBreak.class, replay -> "setting the breakpoint is allowed only in play mode");
        refuse(registry, ReplayDeleteBreak.class, replay -> "replay breakpoints are allowed only in play mode");
        refuse(registry, ReplaySeek.class, replay -> "replay must be enabled to seek");
        refuse(registry, SevInjectLaunchSecret.class, secret -> "SEV not enabled for guest");
        refuse(registry, SetCpuTopology.class, place -> "CPU topology change is not supported on this target");
        refuse(registry, InjectGhesV2Error.class, error -> "GHES QMP error inject is not compiled in");
        refuse(registry, Dumpdtb.class, dump -> wording.deviceTree());
        refuse(registry, XColoLostHeartbeat.class, lost -> wording.colo());
        refuse(
                registry,
                SetVcpuDirtyLimit.class,
                limit -> "dirty page limit feature requires KVM with accelerator property 'dirty-ring-size' set'");
        refuse(registry, DumpSkeys.class, dump -> "Storage keys information not available for this architecture");
        // The programs are part of QEMU. This is what it says of one that it lacks.
        refuse(
                registry,
                RequestEbpf.class,
                request -> "can't find eBPF object with id: " + request.id().ordinal());
        refuse(registry, XenEventInject.class, event -> "Xen event channel emulation not enabled");
        refuse(registry, XenEventList.class, list -> "Xen event channel emulation not enabled");
    }

    static <C extends Command<R>, R> void refuse(PluginRegistry registry, Class<C> type, Function<C, String> text) {
        registry.command(type, (command, context) -> {
            throw CommandFailedException.generic(text.apply(command));
        });
    }
}
