package io.qmp.plugin.machine;

import static io.qmp.plugin.machine.handler.Handlers.does;

import io.qmp.api.command.Command;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.type.Nothing;
import io.qmp.plugin.qemu.command.InjectNmi;
import io.qmp.plugin.qemu.command.RtcResetReinjection;
import io.qmp.plugin.qemu.command.SendKey;

/** Commands that only an operating system in the guest would notice. There is none: they succeed without effect. */
final class NoOpCommands {
    private NoOpCommands() {}

    /** Registers the commands. */
    static void register(PluginRegistry registry) {
        accept(registry, SendKey.class);
        accept(registry, InjectNmi.class);
        accept(registry, RtcResetReinjection.class);
    }

    private static <C extends Command<Nothing>> void accept(PluginRegistry registry, Class<C> type) {
        registry.command(type, does(command -> {}));
    }
}
