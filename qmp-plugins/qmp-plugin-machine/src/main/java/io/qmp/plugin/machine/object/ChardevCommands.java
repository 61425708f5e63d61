package io.qmp.plugin.machine.object;

import static io.qmp.plugin.machine.handler.Handlers.does;
import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.spi.PluginRegistry;
import io.qmp.plugin.qemu.command.AddClient;
import io.qmp.plugin.qemu.command.ChardevAdd;
import io.qmp.plugin.qemu.command.ChardevChange;
import io.qmp.plugin.qemu.command.ChardevRemove;
import io.qmp.plugin.qemu.command.ChardevSendBreak;
import io.qmp.plugin.qemu.command.QueryChardev;
import io.qmp.plugin.qemu.command.QueryChardevBackends;
import io.qmp.plugin.qemu.command.RingbufRead;
import io.qmp.plugin.qemu.command.RingbufWrite;
import io.qmp.plugin.qemu.type.ChardevBackendInfo;

/** The commands and events of character devices. */
public final class ChardevCommands {
    private ChardevCommands() {}

    /** Registers them. Breaks have no effect. */
    public static void register(PluginRegistry registry, Chardevs chardevs) {
        registry.command(AddClient.class, chardevs::addClient);
        registry.command(QueryChardev.class, returns(query -> chardevs.list()));
        registry.command(
                QueryChardevBackends.class,
                returns(query ->
                        ChardevMaker.KINDS.stream().map(ChardevBackendInfo::new).toList()));
        registry.command(ChardevAdd.class, (add, context) -> chardevs.add(add.id(), add.backend(), context));
        registry.command(
                ChardevChange.class, (change, context) -> chardevs.change(change.id(), change.backend(), context));
        registry.command(ChardevRemove.class, (remove, context) -> chardevs.remove(remove.id()));
        registry.command(ChardevSendBreak.class, does(send -> chardevs.need(send.id())));
        registry.command(RingbufRead.class, returns(read -> chardevs.read(read.device(), read.size(), read.format())));
        registry.command(
                RingbufWrite.class, does(write -> chardevs.write(write.device(), write.data(), write.format())));
    }
}
