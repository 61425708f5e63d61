package io.qmp.plugin.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.type.Nothing;
import io.qmp.contracts.PluginContract;
import io.qmp.server.ServerOptions;
import io.qmp.testkit.LocalServer;
import org.junit.jupiter.api.Test;

class CorePluginTest implements PluginContract {
    @Override
    public QmpPlugin plugin() {
        return new CorePlugin();
    }

    @Test
    void tellsTheVersionOfTheServer() {
        try (LocalServer server = LocalServer.with(new CorePlugin())) {
            assertThat(server.execute(new QueryVersion())).isEqualTo(ServerOptions.DEFAULT.version());
        }
    }

    @Test
    void commandsAndSchemaAgree() {
        try (LocalServer server = LocalServer.with(new CorePlugin())) {
            Schema schema = new Schema(server.execute(new QueryQmpSchema()));

            assertThat(server.execute(new QueryCommands()))
                    .extracting(CommandInfo::name)
                    .contains("qmp_capabilities", "query-commands", "quit")
                    .allMatch(name -> schema.command(name).isPresent())
                    .hasSize((int) schema.entities().stream()
                            .filter(SchemaInfo.Command.class::isInstance)
                            .count());
        }
    }

    @Test
    void quitAnswersAndEndsTheServer() {
        LocalServer server = LocalServer.with(new CorePlugin());

        assertThat(server.execute(new Quit())).isEqualTo(Nothing.NOTHING);
        assertThat(server.server().closed()).isCompletedWithValue(ShutdownCause.HOST_QMP_QUIT);
        server.close();
    }
}
