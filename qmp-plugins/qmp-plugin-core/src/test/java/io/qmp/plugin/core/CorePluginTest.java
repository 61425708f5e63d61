package io.qmp.plugin.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.Registration;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.type.Nothing;
import io.qmp.contracts.PluginContract;
import io.qmp.server.ServerOptions;
import io.qmp.testkit.LocalServer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
    void commandsThatComeAndGoAreToldAtOnce() {
        try (LocalServer server = LocalServer.with(new CorePlugin())) {
            assertThat(told(server)).isEqualTo(List.of(false, false));

            Registration late = server.context()
                    .register(registry -> registry.command("late", (request, context) -> new CompletableFuture<>()));
            assertThat(told(server)).isEqualTo(List.of(true, true));

            late.close();
            assertThat(told(server)).isEqualTo(List.of(false, false));
        }
    }

    /** Whether query-commands and the introspection have a command. */
    private static List<Boolean> told(LocalServer server) {
        return List.of(
                server.execute(new QueryCommands()).contains(new CommandInfo("late")),
                new Schema(server.execute(new QueryQmpSchema())).command("late").isPresent());
    }

    @Test
    void quitAnswersAndEndsTheServer() {
        LocalServer server = LocalServer.with(new CorePlugin());

        assertThat(server.execute(new Quit())).isEqualTo(Nothing.NOTHING);
        assertThat(server.server().closed()).isCompletedWithValue(ShutdownCause.HOST_QMP_QUIT);
        server.close();
    }
}
