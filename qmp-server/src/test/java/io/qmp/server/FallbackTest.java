package io.qmp.server;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.command.RequestHandler;
import io.qmp.api.error.QmpError;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ShutdownCause;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.contracts.TextClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What executes the commands that no plugin executes. */
@SuppressWarnings("NullAway") // nulls are among the faults
class FallbackTest {
    private final List<Request> received = new ArrayList<>();
    private final RequestHandler recording = (request, context) -> {
        received.add(request);
        return completedFuture(request.success(request.arguments()));
    };

    @Test
    void itReceivesWhatNoPluginExecutesAsItCame() {
        try (Harness harness = with(recording)) {
            TextClient client = harness.ready();

            assertThat(client.ask("{'execute':'x','arguments':{'b':1,'a':2.5},'id':7}"))
                    .isEqualTo("{\"return\": {\"b\": 1, \"a\": 2.5}, \"id\": 7}");
            assertThat(client.ask("{'execute':'x','arguments':{'a':{'y':1e3,'b':0.1,'x':[18446744073709551615]}}}"))
                    .isEqualTo(
                            "{\"return\": {\"a\": {\"y\": 1000, \"b\": 0.10000000000000001, \"x\": [18446744073709551615]}}}");
            assertThat(client.ask("{'execute':'','id':8}")).isEqualTo("{\"return\": {}, \"id\": 8}");
            assertThat(client.ask("{'execute':'now'}")).isEqualTo("{\"return\": {}}");
            assertThat(received).extracting(Request::command).containsExactly("x", "x", "");
        }
    }

    @Test
    void outOfBandRequestsReachItWhileAnInBandOneRuns() {
        CompletableFuture<Reply> later = new CompletableFuture<>();
        try (Harness harness = with((request, context) ->
                request.outOfBand() ? completedFuture(request.success(QmpObject.EMPTY)) : later)) {
            TextClient client = harness.readyForOob();
            client.send("{'execute':'x','id':1} {'exec-oob':'x','id':2}");
            assertThat(client.all()).containsExactly("{\"return\": {}, \"id\": 2}");

            later.complete(new Reply.Success(QmpObject.EMPTY, null));
            harness.loop.runPending();
            assertThat(client.all()).containsExactly("{\"return\": {}, \"id\": 1}");
        }
    }

    @Test
    void itSaysItselfWhatItDoesNotHave() {
        RequestHandler refusing =
                (request, context) -> completedFuture(request.failure(QmpError.noSuchCommand(request.command())));
        try (Harness plain = new Harness();
                Harness harness = with(refusing)) {
            String request = "{'execute':'nope','id':1}";

            assertThat(harness.ready().ask(request)).isEqualTo(plain.ready().ask(request));
        }
    }

    @Test
    void beforeNegotiationItReceivesNothing() {
        try (Harness harness = with(recording)) {
            assertThat(harness.greeted().ask("{'execute':'x'}")).contains("Expecting capabilities negotiation");
            assertThat(received).isEmpty();
        }
    }

    @Test
    void itExecutesDeclaredCommands() {
        QmpPlugin declaring = registry -> registry.declareCommand(DeclaredTest.Eject.class);
        try (Harness harness = new Harness(ServerOptions.DEFAULT, plugin("one", recording), declaring)) {
            assertThat(harness.ready().ask("{'execute':'eject','arguments':{'x':1}}"))
                    .isEqualTo("{\"return\": {\"x\": 1}}");
            assertThat(harness.server.context().commandNames()).contains("eject", "now");
            assertThat(harness.server.context().schema().command("eject")).isPresent();
        }
    }

    @Test
    void theRecordedIntrospectionTellsWhatItHas() {
        Schema recorded = new Schema(List.of(
                new SchemaInfo.Command("far", null, "4", "4", null),
                new SchemaInfo.Event("FAR", null, "4"),
                new SchemaInfo.ObjectType("4", null, List.of(), null, null)));
        QmpPlugin describing = registry -> registry.describe(() -> recorded);
        try (Harness harness = new Harness(ServerOptions.DEFAULT, plugin("one", recording), describing)) {
            assertThat(harness.server.context().commandNames())
                    .contains("far", "now")
                    .doesNotHaveDuplicates();
            assertThat(harness.server.context().schema().command("far")).isPresent();
            assertThat(harness.server.context().schema().command("now")).isPresent();
        }
    }

    @Test
    void twoStopTheStartWithBothNames() {
        assertThatThrownBy(() -> new Harness(ServerOptions.DEFAULT, plugin("one", recording), plugin("two", recording)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("two plugins have a fallback: one (")
                .hasMessageContaining(" and two (");
    }

    @Test
    void whatItThrowsCostsTheCommandOnly() {
        List<RequestHandler> faulty = List.of(
                (request, context) -> null,
                (request, context) -> completedFuture(null),
                (request, context) -> completedFuture(request.success(null)),
                (request, context) -> completedFuture(request.success(MisbehavingPlugin.nested(200_000))),
                (request, context) -> failedFuture(new StackOverflowError()),
                (request, context) -> {
                    throw new NoClassDefFoundError("org/example/Gone");
                });
        for (RequestHandler fault : faulty) {
            try (Harness harness = with(fault)) {
                TextClient client = harness.ready();

                assertThat(client.ask("{'execute':'x','id':1}"))
                        .contains("The command x failed; the server's log tells why");
                assertThat(harness.log.texts()).singleElement().asString().contains("the fallback of one");
                assertThat(client.ask("{'execute':'now'}")).isEqualTo("{\"return\": {}}");
            }
        }
    }

    @Test
    void aHugeReplyIsSentWholeAndOthersAreServedMeanwhile() {
        String text = "x".repeat(8 << 20);
        try (Harness harness = with((request, context) -> completedFuture(request.success(QmpValue.of(text))))) {
            TextClient client = harness.ready();
            TextClient other = harness.ready();
            client.stopReading();
            client.send("{'execute':'x','id':1}");

            assertThat(other.ask("{'execute':'now'}")).isEqualTo("{\"return\": {}}");
            client.startReading();
            harness.loop.runPending();
            assertThat(client.next()).isEqualTo("{\"return\": \"" + text + "\", \"id\": 1}");
        }
    }

    @Test
    void oneThatNeverAnswersIsGivenUpWhenTheServerEnds() {
        CompletableFuture<Reply> never = new CompletableFuture<>();
        TextClient client;
        try (Harness harness = with((request, context) -> never)) {
            client = harness.ready();
            client.send("{'execute':'x','id':1}");
        }

        assertThat(client.isClosed()).isTrue();
        assertThat(never.complete(new Reply.Success(QmpObject.EMPTY, null))).isTrue();
    }

    @Test
    void oneThatEndsTheServerIsStillAnswered() {
        CompletableFuture<Reply> later = new CompletableFuture<>();
        QmpPlugin ending = registry -> registry.fallback((request, context) -> {
            registry.server().shutdown(ShutdownCause.HOST_QMP_QUIT);
            return later;
        });
        try (Harness harness = new Harness(ServerOptions.DEFAULT, ending)) {
            TextClient client = harness.ready();
            client.send("{'execute':'x','id':1}");
            later.complete(new Reply.Success(QmpObject.EMPTY, null));
            harness.loop.runPending();

            assertThat(client.all()).contains("{\"return\": {}, \"id\": 1}");
        }
    }

    private static Harness with(RequestHandler handler) {
        return new Harness(ServerOptions.DEFAULT, plugin("one", handler));
    }

    private static QmpPlugin plugin(String name, RequestHandler handler) {
        return new QmpPlugin() {
            @Override
            public void register(PluginRegistry registry) {
                registry.fallback(handler);
            }

            @Override
            public String name() {
                return name;
            }
        };
    }
}
