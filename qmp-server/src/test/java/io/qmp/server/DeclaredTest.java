package io.qmp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.TypeNames;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.type.Nothing;
import io.qmp.contracts.TextClient;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Commands and events that a server has although nobody carries them out, and introspections that were recorded. */
public class DeclaredTest {
    @CommandName("eject")
    public record Eject(String id, boolean force) implements Command<Nothing> {}

    /** The same command as a plugin sees it that carries it out. */
    @CommandName("eject")
    public record EjectId(String id) implements Command<Nothing> {}

    @EventName("EJECTED")
    public record Ejected(String id) implements EventData {}

    private static final QmpPlugin DECLARING = registry -> {
        registry.declareCommand(Eject.class);
        registry.declareEvent(Ejected.class);
    };

    private final ManualEventLoop loop = new ManualEventLoop(Instant.EPOCH);

    DeclaredTest() {}

    @Test
    void aDeclaredCommandIsCheckedAndNotCarriedOut() {
        TextClient client = client(server(DECLARING));

        assertThat(client.ask("{'execute':'eject','arguments':{'id':'cd'}}"))
                .contains("\"Parameter 'force' is missing\"");
        assertThat(client.ask("{'execute':'eject','arguments':{'id':'cd','force':true}}"))
                .isEqualTo("{\"error\": {\"class\": \"GenericError\","
                        + " \"desc\": \"The command eject is not implemented by this server\"}}");
    }

    @Test
    void whoCarriesACommandOutSaysWhatItIs() {
        QmpServer server = server(
                DECLARING,
                registry -> registry.command(
                        EjectId.class, (eject, context) -> CompletableFuture.completedFuture(Nothing.NOTHING)));

        assertThat(client(server).ask("{'execute':'eject','arguments':{'id':'cd'}}"))
                .isEqualTo("{\"return\": {}}");
        assertThat(server.context().commandNames()).containsOnlyOnce("eject");
    }

    @Test
    void aDeclaredEventCanBeEmitted() {
        QmpServer server = server(DECLARING);
        TextClient client = client(server);
        server.context().emit(new Ejected("cd"));
        loop.runPending();

        assertThat(client.next()).contains("\"event\": \"EJECTED\"").contains("\"id\": \"cd\"");
        assertThat(server.context().schema().event("EJECTED")).isPresent();
    }

    private static final Schema RECORDED = new Schema(List.of(
            new SchemaInfo.Event("EJECTED", null, "7"),
            new SchemaInfo.Command("lost", null, "4", "4", null),
            new SchemaInfo.Command("eject", List.of("deprecated"), "4", "4", null),
            new SchemaInfo.ObjectType("4", null, List.of(), null, null),
            new SchemaInfo.ObjectType(
                    "7",
                    null,
                    List.of(new SchemaInfo.ObjectMember("id", "str", null, List.of("deprecated"))),
                    null,
                    null),
            new SchemaInfo.Builtin("str", null, io.qmp.api.type.Open.of(io.qmp.api.schema.JsonType.STRING))));

    @Test
    void aRecordedIntrospectionIsToldAsFarAsTheServerGoes() {
        Schema schema = server(DECLARING, registry -> registry.describe(() -> RECORDED))
                .context()
                .schema();

        assertThat(schema.entities()).containsSubsequence(withoutLost());
        assertThat(schema.entity("lost")).isEmpty();
    }

    @Test
    void whatWasNotRecordedFollowsWithNumbersOfItsOwn() {
        Schema schema = server(DECLARING, registry -> registry.describe(() -> RECORDED), new TestPlugin())
                .context()
                .schema();
        SchemaInfo.Command say = schema.command("say").orElseThrow();

        assertThat(Integer.parseInt(say.argType())).isGreaterThan(7);
        assertThat(schema.entity(say.argType())).isPresent();
        assertThat(schema.entities().stream().map(SchemaInfo::name)).doesNotHaveDuplicates();
    }

    @Test
    void nothingIsMadeForTheIntrospectionOfWhatIsRecorded() {
        QmpPlugin late = registry -> {
            registry.commands(List.of("eject"), commands -> fail("it registers a command"));
            registry.events(List.of("EJECTED"), () -> fail("it binds an event"));
            registry.declareEvents(() -> fail("it binds an event that is declared"));
            registry.describe(() -> RECORDED);
        };
        Schema schema = server(late, new TestPlugin()).context().schema();

        assertThat(schema.entities()).containsSubsequence(withoutLost());
        assertThat(schema.command("say")).isPresent();
    }

    @Test
    void whatIsMadeLateAndNotRecordedFollows() {
        Schema none = new Schema(List.of());
        QmpPlugin late = registry -> {
            registry.commands(
                    List.of("eject", "absent"),
                    commands -> commands.command(
                            EjectId.class, (eject, context) -> CompletableFuture.completedFuture(Nothing.NOTHING)));
            registry.events(List.of("EJECTED"), () -> List.of(Ejected.class));
            registry.describe(() -> none);
        };
        Schema schema = server(late).context().schema();

        assertThat(schema.command("eject")).isPresent();
        assertThat(schema.command("absent")).isEmpty();
        assertThat(schema.event("EJECTED")).isPresent();
    }

    @Test
    void aPolicyHidesWhatIsRecordedAsDeprecated() {
        ServerOptions hiding = ServerOptions.DEFAULT.withCompat(new CompatPolicy(
                CompatPolicy.Input.ACCEPT,
                CompatPolicy.Output.HIDE,
                CompatPolicy.Input.ACCEPT,
                CompatPolicy.Output.ACCEPT));
        Schema schema = builder(DECLARING, registry -> registry.describe(() -> RECORDED))
                .options(hiding)
                .build()
                .context()
                .schema();

        assertThat(schema.command("eject")).isEmpty();
        assertThat(schema.entity("7")).contains(new SchemaInfo.ObjectType("7", null, List.of(), null, null));
    }

    @Test
    void peopleGetTheNamesOfTypes() {
        Schema schema = builder(DECLARING, registry -> registry.describe(() -> RECORDED))
                .options(ServerOptions.DEFAULT.withTypeNames(TypeNames.JAVA))
                .build()
                .context()
                .schema();

        assertThat(schema.command("eject").orElseThrow().argType()).isEqualTo("Eject");
    }

    @Test
    void severalPluginsMayDescribeTheServerAlike() {
        Supplier<Schema> recording = () -> RECORDED;
        QmpPlugin second = registry -> registry.describe(recording);
        Schema schema = server(DECLARING, registry -> registry.describe(recording), second)
                .context()
                .schema();

        assertThat(schema.entities()).containsSubsequence(withoutLost());
    }

    @Test
    void onlyOnePluginDescribesTheServer() {
        QmpPlugin describing = registry -> registry.describe(() -> RECORDED);
        QmpServerBuilder builder = builder(describing, new QmpPlugin() {
            @Override
            public String name() {
                return "the other";
            }

            @Override
            public void register(io.qmp.api.spi.PluginRegistry registry) {
                registry.describe(() -> RECORDED);
            }
        });

        assertThat(assertThatExceptionOfType(IllegalStateException.class)
                        .isThrownBy(builder::build)
                        .actual())
                .hasMessageContaining(" and the other (");
    }

    private static SchemaInfo[] withoutLost() {
        return RECORDED.entities().stream()
                .filter(entity -> !entity.name().equals("lost"))
                .toArray(SchemaInfo[]::new);
    }

    private TextClient client(QmpServer server) {
        TextClient client = new TextClient(loop, server.openLocal());
        client.next();
        client.ask("{'execute':'qmp_capabilities'}");
        return client;
    }

    private QmpServer server(QmpPlugin... plugins) {
        return builder(plugins).build();
    }

    private QmpServerBuilder builder(QmpPlugin... plugins) {
        QmpServerBuilder builder = QmpServer.builder().loop(loop).clock(loop).withoutInstalledPlugins();
        Stream.of(plugins).forEach(builder::plugin);
        return builder;
    }
}
