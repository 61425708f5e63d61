package io.qmp.plugin.machine.query;

import io.qmp.api.command.Command;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.plugin.qemu.command.ChangeVncPassword;
import io.qmp.plugin.qemu.command.DumpSkeys;
import io.qmp.plugin.qemu.command.ExpirePassword;
import io.qmp.plugin.qemu.command.QueryRocker;
import io.qmp.plugin.qemu.command.QueryRockerOfDpaFlows;
import io.qmp.plugin.qemu.command.QueryRockerOfDpaGroups;
import io.qmp.plugin.qemu.command.QueryRockerPorts;
import io.qmp.plugin.qemu.command.QuerySevAttestationReport;
import io.qmp.plugin.qemu.command.ReplayBreak;
import io.qmp.plugin.qemu.command.ReplayDeleteBreak;
import io.qmp.plugin.qemu.command.ReplaySeek;
import io.qmp.plugin.qemu.command.SetVcpuDirtyLimit;
import io.qmp.plugin.qemu.command.XenEventList;
import java.util.function.Function;

/** Commands about parts that the machine does not have: they fail with QEMU's texts. */
public final class AbsentParts {
    private AbsentParts() {}

    /** Registers them. */
    public static void register(PluginRegistry registry) {
        refuse(registry, QueryRocker.class, query -> "rocker " + query.name() + " not found");
        refuse(registry, QueryRockerPorts.class, query -> "rocker " + query.name() + " not found");
        refuse(registry, QueryRockerOfDpaFlows.class, query -> "rocker " + query.name() + " not found");
        refuse(registry, QueryRockerOfDpaGroups.class, query -> "rocker " + query.name() + " not found");
        refuse(registry, QuerySevAttestationReport.class, query -> "SEV is not enabled");
        refuse(registry, ReplayBreak.class, replay -> "setting the breakpoint is allowed only in play mode");
        refuse(registry, ReplayDeleteBreak.class, replay -> "replay breakpoints are allowed only in play mode");
        refuse(registry, ReplaySeek.class, replay -> "replay must be enabled to seek");
        refuse(registry, ExpirePassword.class, password -> "Could not set password expire time");
        refuse(registry, ChangeVncPassword.class, password -> "Could not set password");
        refuse(
                registry,
                SetVcpuDirtyLimit.class,
                limit -> "dirty page limit feature requires KVM with accelerator property 'dirty-ring-size' set'");
        refuse(registry, DumpSkeys.class, dump -> "Storage keys information not available for this architecture");
        refuse(registry, XenEventList.class, list -> "Xen event channel emulation not enabled");
    }

    private static <C extends Command<R>, R> void refuse(
            PluginRegistry registry, Class<C> type, Function<C, String> text) {
        registry.command(type, (command, context) -> {
            throw CommandFailedException.generic(text.apply(command));
        });
    }
}
