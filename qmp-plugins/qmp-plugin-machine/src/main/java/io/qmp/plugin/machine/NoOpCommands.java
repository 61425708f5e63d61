package io.qmp.plugin.machine;

import static io.qmp.plugin.machine.handler.Handlers.does;

import io.qmp.api.command.Command;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.type.Nothing;
import io.qmp.plugin.qemu.command.AnnounceSelf;
import io.qmp.plugin.qemu.command.CancelVcpuDirtyLimit;
import io.qmp.plugin.qemu.command.InjectNmi;
import io.qmp.plugin.qemu.command.RtcResetReinjection;
import io.qmp.plugin.qemu.command.SendKey;
import io.qmp.plugin.qemu.command.XenColoDoCheckpoint;
import io.qmp.plugin.qemu.command.XenSetGlobalDirtyLog;
import io.qmp.plugin.qemu.command.XenSetReplication;

/**
 * Commands that succeed without effect, as only an operating system in the guest, its network or its replica would
 * notice. There is none.
 */
final class NoOpCommands {
    private NoOpCommands() {}

    /** Registers the commands. */
    static void register(PluginRegistry registry) {
        accept(registry, SendKey.class);
        accept(registry, InjectNmi.class);
        accept(registry, RtcResetReinjection.class);
        accept(registry, AnnounceSelf.class);
        accept(registry, CancelVcpuDirtyLimit.class);
        accept(registry, XenColoDoCheckpoint.class);
        accept(registry, XenSetGlobalDirtyLog.class);
        accept(registry, XenSetReplication.class);
    }

    private static <C extends Command<Nothing>> void accept(PluginRegistry registry, Class<C> type) {
        registry.command(type, does(command -> {}));
    }
}
