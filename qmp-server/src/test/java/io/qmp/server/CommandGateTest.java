package io.qmp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.error.QmpError;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.spi.CommandGate;
import io.qmp.server.Harness.Client;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which commands may pass, as plugins say. */
class CommandGateTest {
    private static final CommandGate CLOSED = (command, context) -> Optional.of(QmpError.generic("not " + command));
    private static final CommandGate OPEN = (command, context) -> Optional.empty();

    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);

    @Test
    void aGateRefusesCommandsOfOtherPlugins() {
        Client client = client(ServerOptions.DEFAULT, CLOSED);

        assertThat(client.ask("{'execute':'now','id':1}"))
                .isEqualTo("{\"id\": 1, \"error\": {\"class\": \"GenericError\", \"desc\": \"not now\"}}");
    }

    @Test
    void whatMayPassIsCarriedOut() {
        Client client = client(ServerOptions.DEFAULT, OPEN, OPEN);

        assertThat(client.ask("{'execute':'now'}")).isEqualTo("{\"return\": {}}");
    }

    @Test
    void argumentsAreLookedAtBehindTheGate() {
        Client client = client(ServerOptions.DEFAULT, CLOSED);

        assertThat(client.ask("{'execute':'say','arguments':{'bogus':1}}")).contains("\"not say\"");
    }

    @Test
    void whatDoesNotExistOrIsNotAllowedAtAllDoesNotComeToTheGate() {
        List<String> asked = new ArrayList<>();
        Client client = client(
                ServerOptions.DEFAULT.withCompat(new CompatPolicy(
                        CompatPolicy.Input.ACCEPT,
                        CompatPolicy.Output.ACCEPT,
                        CompatPolicy.Input.REJECT,
                        CompatPolicy.Output.ACCEPT)),
                (command, context) -> {
                    asked.add(command);
                    return Optional.empty();
                });
        client.ask("{'execute':'nope'}");
        client.ask("{'execute':'x-try'}");
        client.ask("{'exec-oob':'say','arguments':{'text':''}}");
        client.ask("{'exec-oob':'now'}");

        assertThat(asked).containsExactly("now");
    }

    @Test
    void aGateKnowsWhoAsks() {
        List<String> asked = new ArrayList<>();
        client(ServerOptions.DEFAULT, (command, context) -> {
                    asked.add(context.session().id() + (context.outOfBand() ? " oob" : ""));
                    return Optional.empty();
                })
                .ask("{'exec-oob':'now'}");

        assertThat(asked).containsExactly("1 oob");
    }

    @Test
    void theFirstGateThatRefusesSaysWhy() {
        Client client = client(ServerOptions.DEFAULT, OPEN, CLOSED, (command, context) -> {
            throw new IllegalStateException("must not be asked");
        });

        assertThat(client.ask("{'execute':'now'}")).contains("\"not now\"");
    }

    @Test
    void aGateThatFailsRefusesInNeutralWords() {
        Client client = client(ServerOptions.DEFAULT, (command, context) -> {
            throw new IllegalStateException("the password is swordfish");
        });

        assertThat(client.ask("{'execute':'now'}")).contains("GenericError").doesNotContain("swordfish");
    }

    @Test
    void aRuleByUserRefusesWhereTheUserIsNotKnown() {
        CommandGate rootOnly =
                (command, context) -> context.session().credentials().requireUid() == 0
                        ? Optional.empty()
                        : Optional.of(QmpError.generic("not root"));

        assertThat(client(ServerOptions.DEFAULT, rootOnly).ask("{'execute':'now'}"))
                .contains("\"The command now failed; the server's log tells why\"");
    }

    @Test
    void aRuleByAddressSeesThatAClientIsWithinTheProcess() {
        CommandGate localOnly = (command, context) ->
                context.session().peer().isLocal() ? Optional.empty() : Optional.of(QmpError.generic("not local"));

        assertThat(client(ServerOptions.DEFAULT, localOnly).ask("{'execute':'now'}"))
                .isEqualTo("{\"return\": {}}");
    }

    private Client client(ServerOptions options, CommandGate... gates) {
        QmpServerBuilder builder = QmpServer.builder()
                .loop(loop)
                .clock(loop)
                .options(options)
                .withoutInstalledPlugins()
                .plugin(new TestPlugin());
        Stream.of(gates).forEach(gate -> builder.plugin(registry -> registry.gate(gate)));
        Client client = new Client(loop, builder.build().openLocal());
        client.next();
        assertThat(client.ask("{'execute':'qmp_capabilities','arguments':{'enable':['oob']}}"))
                .isEqualTo("{\"return\": {}}");
        return client;
    }
}
