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
import java.util.function.Predicate;

/** The commands for the network. */
public final class NetworkCommands {
    private NetworkCommands() {}

    /**
     * Registers them.
     *
     * @param isCard whether an id is that of a network card
     */
    public static void register(PluginRegistry registry, Network network, Predicate<String> isCard) {
        registry.command(NetdevAdd.class, does(add -> network.add(add.options())));
        registry.command(NetdevDel.class, does(delete -> network.delete(delete.id())));
        registry.command(SetLink.class, does(set -> {
            if (!isCard.test(set.name())) { // nothing follows from the link of a card
                network.setLink(set.name());
            }
        }));
        registry.command(QueryRxFilter.class, returns(query -> filters(network, query)));
    }

    private static List<RxFilterInfo> filters(Network network, QueryRxFilter query) {
        if (query.name() != null) {
            network.checkFilter(query.name());
        }
        return List.of();
    }
}
