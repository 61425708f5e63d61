package io.qmp.plugin.machine;

import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.plugin.qemu.command.QueryCryptodev;
import io.qmp.plugin.qemu.command.QueryPrManagers;
import io.qmp.plugin.qemu.command.QueryReplay;
import io.qmp.plugin.qemu.command.QueryStats;
import io.qmp.plugin.qemu.command.QueryTpm;
import io.qmp.plugin.qemu.command.QueryVmGenerationId;
import io.qmp.plugin.qemu.type.ReplayInfo;
import io.qmp.plugin.qemu.type.ReplayMode;
import java.util.List;

/** Queries about parts that the machine does not have, with an empty answer, as clients send them anyway. */
final class EmptyQueries {
    private EmptyQueries() {}

    /** Registers the queries. */
    static void register(PluginRegistry registry) {
        registry.command(QueryTpm.class, returns(query -> List.of()));
        registry.command(QueryStats.class, returns(query -> List.of()));
        registry.command(QueryCryptodev.class, returns(query -> List.of()));
        registry.command(QueryPrManagers.class, returns(query -> List.of()));
        registry.command(
                QueryReplay.class,
                returns(query -> ReplayInfo.builder(ReplayMode.NONE, 0).build()));
        registry.command(QueryVmGenerationId.class, returns(query -> {
            throw CommandFailedException.generic("VM Generation ID device not found");
        }));
    }
}
