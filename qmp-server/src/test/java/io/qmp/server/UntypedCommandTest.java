package io.qmp.server;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.TypeNames;
import io.qmp.api.command.RequestHandler;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.schema.JsonType;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.schema.SchemaInfo.ObjectMember;
import io.qmp.api.schema.SchemaInfo.ObjectType;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.type.Open;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.contracts.TextClient;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands without a type: their requests arrive as they came, and their replies pass as they are. */
@SuppressWarnings("NullAway") // nulls are among the faults
class UntypedCommandTest {
    private static final QmpError ODD = new QmpError("NoSuchClass", "a \"text\"\n of its own");
    private static final Schema DESCRIPTION = new Schema(List.of(
            new SchemaInfo.Command("relay", List.of("unstable"), "Args", "[Thing]", true),
            new SchemaInfo.Command("other", null, "Args", "Args", null),
            new ObjectType("Args", null, List.of(new ObjectMember("thing", "Thing", null, null)), null, null),
            new SchemaInfo.Array("[Thing]", null, "Thing"),
            new ObjectType(
                    "Thing", null, List.of(new ObjectMember("n", "int", null, List.of("deprecated"))), null, null),
            new SchemaInfo.Builtin("int", null, Open.of(JsonType.INT))));

    private final List<Request> received = new ArrayList<>();
    private final CompletableFuture<Reply> later = new CompletableFuture<>();

    private final RequestHandler answering = (request, context) -> {
        received.add(request);
        return completedFuture(request.success(request.arguments()));
    };

    @Test
    void theRequestArrivesAsItCame() {
        try (Harness harness = untyped(answering)) {
            harness.ready()
                    .ask("{'execute':'relay','arguments':{'z':1.50,'a':[null]},'id':{'n':18446744073709551615}}");

            Request request = received.get(0);
            assertThat(request.command()).isEqualTo("relay");
            assertThat(request.outOfBand()).isFalse();
            assertThat(request.arguments().members().keySet()).containsExactly("z", "a");
            assertThat(request.id()).isEqualTo(QmpObject.of("n", QmpValue.of(new BigInteger("18446744073709551615"))));
        }
    }

    @Test
    void withoutAnIdThereIsNoneInTheReply() {
        try (Harness harness = untyped(answering)) {
            TextClient client = harness.ready();

            assertThat(client.ask("{'execute':'relay'}")).isEqualTo("{\"return\": {}}");
            assertThat(client.ask("{'execute':'relay','id':null}")).isEqualTo("{\"return\": {}, \"id\": null}");
        }
    }

    static Stream<QmpValue> results() {
        return Stream.of(
                QmpValue.of("text"),
                QmpValue.of(1),
                QmpValue.of(new BigInteger("18446744073709551615")),
                QmpValue.of(0.5),
                QmpValue.of(true),
                io.qmp.api.value.QmpArray.of(io.qmp.api.value.QmpNull.NULL),
                QmpObject.of("zz", QmpValue.of(1), "a", QmpValue.of(2)));
    }

    @ParameterizedTest
    @MethodSource("results")
    void anyValueMayBeTheResult(QmpValue result) {
        try (Harness harness = untyped((request, context) -> completedFuture(request.success(result)))) {
            assertThat(harness.ready().ask("{'execute':'relay','id':1}"))
                    .isEqualTo("{\"return\": " + text(result) + ", \"id\": 1}");
        }
    }

    private static String text(QmpValue value) {
        return value instanceof QmpObject
                ? "{\"zz\": 1, \"a\": 2}"
                : value instanceof io.qmp.api.value.QmpArray ? "[null]" : value.toString();
    }

    static Stream<RequestHandler> failing() {
        return Stream.of(
                (request, context) -> completedFuture(request.failure(ODD)),
                (request, context) -> failedFuture(new CommandFailedException(ODD)),
                (request, context) -> {
                    throw new CommandFailedException(ODD);
                });
    }

    @ParameterizedTest
    @MethodSource
    void failing(RequestHandler handler) {
        try (Harness harness = untyped(handler)) {
            assertThat(harness.ready().ask("{'execute':'relay','id':1}"))
                    .isEqualTo("{\"id\": 1, \"error\": {\"class\": \"NoSuchClass\","
                            + " \"desc\": \"a \\\"text\\\"\\n of its own\"}}");
        }
    }

    @Test
    void theIdOfAReplyIsThatOfItsRequest() {
        try (Harness harness = untyped(
                (request, context) -> completedFuture(new Reply.Success(QmpObject.EMPTY, QmpValue.of("upstream"))))) {
            TextClient client = harness.ready();

            assertThat(client.ask("{'execute':'relay','id':1}")).isEqualTo("{\"return\": {}, \"id\": 1}");
            assertThat(client.ask("{'execute':'relay'}")).isEqualTo("{\"return\": {}}");
        }
    }

    static Stream<RequestHandler> misbehaving() {
        return Stream.of(
                (request, context) -> null,
                (request, context) -> completedFuture(null),
                (request, context) -> completedFuture(request.success(null)),
                (request, context) -> completedFuture(request.failure(null)),
                (request, context) -> completedFuture(request.success(MisbehavingPlugin.nested(200_000))),
                (request, context) -> failedFuture(new NoClassDefFoundError("org/example/Gone")),
                (request, context) -> {
                    throw new StackOverflowError();
                });
    }

    @ParameterizedTest
    @MethodSource
    void misbehaving(RequestHandler handler) {
        try (Harness harness = untyped(handler)) {
            TextClient client = harness.ready();
            TextClient other = harness.ready();

            assertThat(client.ask("{'execute':'relay','id':1}"))
                    .isEqualTo("{\"id\": 1, \"error\": {\"class\": \"GenericError\","
                            + " \"desc\": \"The command relay failed; the server's log tells why\"}}");
            assertThat(harness.log.texts())
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .contains("local#1")
                    .contains("the command relay of untyped");
            assertThat(other.ask("{'execute':'now'}")).isEqualTo("{\"return\": {}}");
        }
    }

    @Test
    void aLateReplyKeepsTheOrder() {
        try (Harness harness = untyped((request, context) -> later)) {
            TextClient client = harness.ready();
            TextClient other = harness.ready();
            client.send("{'execute':'relay','id':1}");
            other.send("{'execute':'now'}");
            assertThat(other.all()).isEmpty();

            later.complete(new Reply.Failure(ODD, null));
            harness.loop.runPending();
            assertThat(client.next()).contains("\"id\": 1").contains("NoSuchClass");
            assertThat(other.next()).isEqualTo("{\"return\": {}}");
        }
    }

    @Test
    void aReplyAfterTheSessionsEndIsDropped() {
        try (Harness harness = untyped((request, context) -> later)) {
            TextClient client = harness.ready();
            client.send("{'execute':'relay','id':1}");
            client.close();
            later.complete(new Reply.Failure(ODD, null));
            harness.loop.runPending();

            assertThat(harness.ready().ask("{'execute':'now'}")).isEqualTo("{\"return\": {}}");
        }
    }

    @Test
    void outOfBandIsForCommandsWhoseDescriptionAllowsIt() {
        QmpPlugin plugin = registry -> {
            registry.command("relay", DESCRIPTION, answering);
            registry.command("other", DESCRIPTION, answering);
            registry.command("plain", answering);
        };
        try (Harness harness = new Harness(ServerOptions.DEFAULT, plugin)) {
            TextClient client = harness.readyForOob();
            client.send("{'execute':'hold'} {'exec-oob':'relay','id':1}");

            assertThat(client.next()).isEqualTo("{\"return\": {}, \"id\": 1}");
            assertThat(received.get(0).outOfBand()).isTrue();
            assertThat(client.ask("{'exec-oob':'other'}")).contains("The command other does not support OOB");
            assertThat(client.ask("{'exec-oob':'plain'}")).contains("The command plain does not support OOB");
            harness.plugin.release();
        }
    }

    @Test
    void thePolicyGoesByTheDescribedFeatures() {
        ServerOptions options = ServerOptions.DEFAULT.withCompat(new CompatPolicy(
                CompatPolicy.Input.ACCEPT,
                CompatPolicy.Output.HIDE,
                CompatPolicy.Input.REJECT,
                CompatPolicy.Output.ACCEPT));
        try (Harness harness =
                new Harness(options, plugin(registry -> registry.command("relay", DESCRIPTION, answering)))) {
            assertThat(harness.ready().ask("{'execute':'relay'}"))
                    .contains("Unstable command relay disabled by policy");
            assertThat(harness.server.context().schema().entities())
                    .filteredOn(ObjectType.class::isInstance)
                    .map(entity -> ((ObjectType) entity).members())
                    .contains(List.of());
        }
    }

    @Test
    void aCommandWithoutDescriptionTakesAndReturnsAnything() {
        try (Harness harness = untyped(answering)) {
            Schema schema = harness.server.context().schema();

            assertThat(schema.command("relay")).contains(new SchemaInfo.Command("relay", null, "any", "any", null));
            assertThat(schema.entity("any")).containsInstanceOf(SchemaInfo.Builtin.class);
            assertThat(schema.lacks("relay", QmpObject.of("x", QmpValue.of(1)))).isEmpty();
            assertThat(harness.server.context().commandNames()).contains("relay", "now");
        }
    }

    @Test
    void aDescribedCommandIsIntrospectedWithItsTypes() {
        Schema schema = schema(TypeNames.MASKED);
        SchemaInfo.Command relay = schema.command("relay").orElseThrow();
        ObjectType arguments = (ObjectType) schema.entity(relay.argType()).orElseThrow();

        assertThat(relay.features()).containsExactly("unstable");
        assertThat(relay.allowOob()).isTrue();
        assertThat(Integer.parseInt(relay.argType())).isPositive();
        assertThat(relay.retType()).isEqualTo("[" + arguments.members().get(0).type() + "]");
        assertThat(schema.entity(relay.retType())).isPresent();
        assertThat(schema.command("other")).isEmpty();
        assertThat(schema.entities().stream().map(SchemaInfo::name)).doesNotHaveDuplicates();
    }

    @Test
    void peopleSeeTheNamesOfItsTypes() {
        assertThat(schema(TypeNames.JAVA).command("relay").orElseThrow().argType())
                .isEqualTo("Args");
    }

    private Schema schema(TypeNames names) {
        return QmpServer.builder()
                .loop(new io.qmp.api.local.ManualEventLoop(java.time.Instant.EPOCH))
                .options(ServerOptions.DEFAULT.withTypeNames(names))
                .withoutInstalledPlugins()
                .plugin(new TestPlugin())
                .plugin(registry -> registry.command("relay", DESCRIPTION, answering))
                .build()
                .context()
                .schema();
    }

    @Test
    void aDescriptionMustBeComplete() {
        assertThatThrownBy(() -> new Harness(
                        ServerOptions.DEFAULT, plugin(registry -> registry.command("nope", DESCRIPTION, answering))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the description has no command 'nope'");
        Schema lacking = new Schema(List.of(new SchemaInfo.Command("relay", null, "7", "any", null)));
        assertThatThrownBy(() -> new Harness(
                        ServerOptions.DEFAULT, plugin(registry -> registry.command("relay", lacking, answering))))
                .hasMessageContaining("the description refers to a type '7' that it does not have");
    }

    @Test
    void aNameIsClaimedOnceWithAndWithoutAType() {
        assertThatThrownBy(() -> untyped("now", answering))
                .hasMessageContaining("the command 'now' is claimed by two plugins: ")
                .hasMessageContaining(TestPlugin.class.getName())
                .hasMessageContaining("untyped (");
        assertThatThrownBy(() -> untyped("no name", answering)).hasMessageContaining("'no name' is no name of QMP");
    }

    private static Harness untyped(RequestHandler handler) {
        return untyped("relay", handler);
    }

    private static Harness untyped(String name, RequestHandler handler) {
        return new Harness(ServerOptions.DEFAULT, new QmpPlugin() {
            @Override
            public void register(io.qmp.api.spi.PluginRegistry registry) {
                registry.command(name, handler);
            }

            @Override
            public String name() {
                return "untyped";
            }
        });
    }

    private static QmpPlugin plugin(QmpPlugin plugin) {
        return plugin;
    }
}
