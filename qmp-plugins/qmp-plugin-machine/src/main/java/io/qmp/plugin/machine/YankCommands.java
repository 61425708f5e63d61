package io.qmp.plugin.machine;

import static io.qmp.plugin.machine.handler.Handlers.does;
import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.type.Open;
import io.qmp.plugin.machine.migration.Migrations;
import io.qmp.plugin.machine.object.Chardevs;
import io.qmp.plugin.qemu.command.QueryYank;
import io.qmp.plugin.qemu.command.Yank;
import io.qmp.plugin.qemu.type.YankInstance;
import io.qmp.plugin.qemu.type.YankInstanceChardev;
import io.qmp.plugin.qemu.type.YankInstancePlain;
import io.qmp.plugin.qemu.type.YankInstanceType;
import java.util.List;
import java.util.stream.Stream;

/** {@code query-yank} and {@code yank}, for the connections of the monitors and of a migration. */
final class YankCommands {
    private static final YankInstance MIGRATION = new YankInstancePlain(Open.of(YankInstanceType.MIGRATION));

    private final ServerContext server;
    private final Migrations migrations;

    private YankCommands(ServerContext server, Migrations migrations) {
        this.server = server;
        this.migrations = migrations;
    }

    /** Registers the commands. */
    static void register(PluginRegistry registry, Migrations migrations) {
        YankCommands monitors = new YankCommands(registry.server(), migrations);
        registry.command(QueryYank.class, returns(query -> monitors.instances()));
        registry.command(Yank.class, does(yank -> monitors.yank(yank.instances())));
    }

    private List<YankInstance> instances() {
        Stream<YankInstance> chardevs = server.devices().all().stream()
                .filter(device -> Chardevs.canBeCut(device.kind()))
                .map(device -> new YankInstanceChardev(device.label()));
        Stream<YankInstance> migration = migrations.canBeCut() ? Stream.of(MIGRATION) : Stream.empty();
        return Stream.concat(chardevs, migration).toList();
    }

    /** Cuts all connections, or none if one of them does not exist. */
    private void yank(List<YankInstance> instances) {
        if (!instances().containsAll(instances)) {
            throw new CommandFailedException(QmpError.deviceNotFound("Instance not found"));
        }
        for (YankInstance instance : instances) {
            if (instance instanceof YankInstanceChardev chardev) {
                server.disconnect(chardev.id());
            } else if (instance.equals(MIGRATION)) {
                migrations.cut();
            }
        }
    }
}
