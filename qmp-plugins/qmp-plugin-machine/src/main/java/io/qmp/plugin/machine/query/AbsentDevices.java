package io.qmp.plugin.machine.query;

import static io.qmp.plugin.machine.handler.Handlers.returns;

import io.qmp.api.spi.PluginRegistry;
import io.qmp.plugin.machine.command.QueryDump;
import io.qmp.plugin.machine.command.QueryMigrate;
import io.qmp.plugin.machine.command.QueryTpm;
import io.qmp.plugin.machine.command.QueryVnc;
import io.qmp.plugin.machine.type.DumpQueryResult;
import io.qmp.plugin.machine.type.MigrationInfo;
import io.qmp.plugin.machine.type.VncInfo;
import java.util.List;

/** Queries about what the machine does not have, and does not do: clients ask all the same. */
public final class AbsentDevices {
    private AbsentDevices() {}

    /** Registers the queries. */
    public static void register(PluginRegistry registry) {
        registry.command(QueryTpm.class, returns(query -> List.of()));
        registry.command(QueryVnc.class, returns(query -> VncInfo.disabled()));
        registry.command(QueryMigrate.class, returns(query -> MigrationInfo.none()));
        registry.command(QueryDump.class, returns(query -> new DumpQueryResult(DumpQueryResult.Status.NONE, 0, 0)));
    }
}
