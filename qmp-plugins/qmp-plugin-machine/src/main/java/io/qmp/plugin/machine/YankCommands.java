package io.qmp.plugin.machine;

import static io.qmp.plugin.machine.handler.Handlers.does;
import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.ServerContext;
import io.qmp.plugin.machine.object.Chardevs;
import io.qmp.plugin.qemu.command.QueryYank;
import io.qmp.plugin.qemu.command.Yank;
import io.qmp.plugin.qemu.type.YankInstance;
import io.qmp.plugin.qemu.type.YankInstanceChardev;
import java.util.List;

/** {@code query-yank} and {@code yank}, for the connections of the monitors. */
final class YankCommands {
    private final ServerContext server;

    private YankCommands(ServerContext server) {
        this.server = server;
    }

    /** Registers the commands. */
    static void register(PluginRegistry registry) {
        YankCommands monitors = new YankCommands(registry.server());
        registry.command(QueryYank.class, returns(query -> monitors.instances()));
        registry.command(Yank.class, does(yank -> monitors.yank(yank.instances())));
    }

    private List<YankInstance> instances() {
        return server.devices().all().stream()
                .filter(device -> Chardevs.canBeCut(device.kind()))
                .<YankInstance>map(device -> new YankInstanceChardev(device.label()))
                .toList();
    }

    /** Cuts all connections, or none if one of them does not exist. */
    private void yank(List<YankInstance> instances) {
        if (!instances().containsAll(instances)) {
            throw new CommandFailedException(QmpError.deviceNotFound("Instance not found"));
        }
        for (YankInstance instance : instances) {
            if (instance instanceof YankInstanceChardev chardev) {
                server.disconnect(chardev.id());
            }
        }
    }
}
