package io.qmp.plugin.machine.object;

import static io.qmp.plugin.machine.handler.Handlers.does;
import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.spi.PluginRegistry;
import io.qmp.plugin.qemu.command.NetdevAdd;
import io.qmp.plugin.qemu.command.NetdevDel;
import io.qmp.plugin.qemu.command.QueryRxFilter;
import io.qmp.plugin.qemu.command.SetLink;
import io.qmp.plugin.qemu.type.RxFilterInfo;
import java.util.List;

/** The commands for the network. */
public final class NetworkCommands {
    private NetworkCommands() {}

    /** Registers them. */
    public static void register(PluginRegistry registry, Network network) {
        registry.command(NetdevAdd.class, does(add -> network.add(add.options())));
        registry.command(NetdevDel.class, does(delete -> network.delete(delete.id())));
        registry.command(SetLink.class, does(set -> network.setLink(set.name())));
        registry.command(QueryRxFilter.class, returns(query -> filters(network, query)));
    }

    private static List<RxFilterInfo> filters(Network network, QueryRxFilter query) {
        if (query.name() != null) {
            network.checkFilter(query.name());
        }
        return List.of();
    }
}
