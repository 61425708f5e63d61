package io.qmp.server;

import static io.qmp.server.LatePlugin.DONE;
import static io.qmp.server.LatePlugin.unknown;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.event.EventData;
import io.qmp.api.schema.Schema;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.Registration;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.type.Nothing;
import io.qmp.api.value.QmpValue;
import io.qmp.contracts.TextClient;
import io.qmp.server.LatePlugin.Late;
import io.qmp.server.LatePlugin.LateEvent;
import io.qmp.server.LatePlugin.LateLimited;
import io.qmp.server.LatePlugin.LateOob;
import io.qmp.server.LatePlugin.LateWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Commands and events come and go while the server runs. */
class RegistrationTest {
    private static final String OK = "{\"return\": {}}";

    private final LatePlugin plugin = new LatePlugin("a late plugin");

    @Test
    void commandsComeAndGoForAllClients() {
        try (Harness harness = harness()) {
            List<TextClient> clients = List.of(harness.ready(), harness.ready());
            assertUnknown(clients, "late");

            Registration late = plugin.register(LatePlugin::late);
            for (TextClient client : clients) {
                assertThat(client.ask("{'execute':'late'}")).isEqualTo(OK);
                assertThat(client.ask("{'execute':'untyped'}")).isEqualTo(OK);
            }

            late.close();
            assertUnknown(clients, "late");
            assertUnknown(clients, "untyped");
        }
    }

    @Test
    void namesAndIntrospectionFollow() {
        try (Harness harness = harness()) {
            ServerContext server = harness.server.context();
            List<String> names = server.commandNames();
            Schema before = server.schema();

            Registration late = plugin.register(LatePlugin::late);
            assertThat(server.commandNames()).containsAll(names).contains("late", "untyped");
            Schema with = server.schema();
            assertThat(with.command("late")).isPresent();
            assertThat(with.command("untyped")).isPresent();
            assertThat(with.event("LATE")).isPresent();
            assertThat(server.schema()).as("made once for each change").isSameAs(with);

            late.close();
            assertThat(server.commandNames()).isEqualTo(names);
            assertThat(server.schema().entities()).isEqualTo(before.entities());
        }
    }

    @Test
    void outOfBandCommandsComeAndGo() {
        try (Harness harness = harness()) {
            TextClient client = harness.readyForOob();
            client.send("{'execute':'hold'}");
            Registration late = plugin.register(registry ->
                    registry.command(LateOob.class, (command, context) -> completedFuture(Nothing.NOTHING)));

            assertThat(client.ask("{'exec-oob':'late-oob','id':1}")).isEqualTo("{\"return\": {}, \"id\": 1}");
            late.close();
            assertThat(client.ask("{'exec-oob':'late-oob'}")).isEqualTo(unknown("late-oob"));

            harness.plugin.release();
            harness.loop.runPending();
            assertThat(client.next()).isEqualTo(OK);
        }
    }

    @Test
    void blockingCommandsRunOnWorkers() {
        try (Harness harness = harness()) {
            TextClient client = harness.ready();
            plugin.register(registry -> registry.blockingCommand(
                    LateWorker.class,
                    (command, context) ->
                            new TestPlugin.Said(Thread.currentThread().getName())));

            client.send("{'execute':'late-worker'}");
            harness.await(client, 1);
            assertThat(client.next()).isEqualTo("{\"return\": {\"text\": \"qmp-worker\"}}");
        }
    }

    @Test
    void eventsComeAndGo() {
        try (Harness harness = harness()) {
            TextClient client = harness.ready();
            assertThatThrownBy(() -> plugin.server().emit(new LateEvent(1)))
                    .isInstanceOf(IllegalArgumentException.class);

            Registration late = plugin.register(LatePlugin::late);
            emit(harness, new LateEvent(2));
            assertThat(client.next()).contains("\"LATE\"", "\"count\": 2");

            late.close();
            assertThatThrownBy(() -> plugin.server().emit(new LateEvent(3)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(LateEvent.class.getName());
            assertThat(client.all()).isEmpty();
        }
    }

    @Test
    void anEventThatARateLimitHoldsBackIsStillSent() {
        try (Harness harness = harness()) {
            TextClient client = harness.ready();
            Registration late = plugin.register(registry -> registry.event(LateLimited.class));
            emit(harness, new LateLimited(1));
            emit(harness, new LateLimited(2));
            assertThat(client.next()).contains("\"count\": 1");

            late.close();
            assertThat(client.all()).isEmpty();
            harness.loop.advance(Duration.ofSeconds(2));
            assertThat(client.next()).contains("\"LATE_LIMITED\"", "\"count\": 2");
        }
    }

    @Test
    void aDeclaredCommandIsExecutedUntilItIsRemoved() {
        QmpPlugin declaring = registry -> registry.declareCommand(Late.class);
        try (Harness harness = new Harness(ServerOptions.DEFAULT, plugin, declaring)) {
            TextClient client = harness.ready();
            Registration late = plugin.register(LatePlugin::late);
            assertThat(client.ask("{'execute':'late'}")).isEqualTo(OK);

            late.close();
            assertThat(client.ask("{'execute':'late'}")).contains("not implemented by this server");
            assertThat(harness.server.context().commandNames()).containsOnlyOnce("late");
        }
    }

    @Test
    void whatIsOnlyDeclaredComesAndGoes() {
        try (Harness harness = harness()) {
            TextClient client = harness.ready();
            Registration late = plugin.register(registry -> {
                registry.declareCommand(Late.class);
                registry.declareEvent(LateEvent.class);
            });
            assertThat(client.ask("{'execute':'late'}")).contains("not implemented by this server");
            emit(harness, new LateEvent(1));
            assertThat(client.next()).contains("\"LATE\"");

            late.close();
            assertThat(client.ask("{'execute':'late'}")).isEqualTo(unknown("late"));
        }
    }

    @Test
    void theFallbackExecutesWhatIsRemoved() {
        QmpPlugin fallback = registry ->
                registry.fallback((request, context) -> completedFuture(request.success(QmpValue.of("fallback"))));
        try (Harness harness = new Harness(ServerOptions.DEFAULT, plugin, fallback)) {
            TextClient client = harness.ready();
            Registration late = plugin.register(LatePlugin::late);
            assertThat(client.ask("{'execute':'late'}")).isEqualTo(OK);

            late.close();
            assertThat(client.ask("{'execute':'late'}")).isEqualTo("{\"return\": \"fallback\"}");
        }
    }

    @Test
    void handlersAreCalledInTheNameOfThePluginAndWithItsLoader() {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (Harness harness = harness()) {
            List<@Nullable ClassLoader> loaders = new ArrayList<>();
            Thread.currentThread().setContextClassLoader(null);
            plugin.register(registry -> {
                loaders.add(Thread.currentThread().getContextClassLoader());
                registry.command("broken", (request, context) -> {
                    loaders.add(Thread.currentThread().getContextClassLoader());
                    throw new StackOverflowError();
                });
            });
            harness.ready().ask("{'execute':'broken'}");

            ClassLoader own = LatePlugin.class.getClassLoader();
            assertThat(loaders).containsExactly(own, own);
            assertThat(Thread.currentThread().getContextClassLoader()).isNull();
            assertThat(harness.log.texts()).singleElement().asString().contains("broken", "a late plugin");
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void theProgramMayAddCommandsToo() {
        try (Harness harness = harness()) {
            Registration late = harness.server.context().register(registry -> registry.command("untyped", DONE));
            assertThat(harness.ready().ask("{'execute':'untyped'}")).isEqualTo(OK);
            late.close();
            assertThat(harness.ready().ask("{'execute':'untyped'}")).isEqualTo(unknown("untyped"));
        }
    }

    private void emit(Harness harness, EventData event) {
        plugin.server().emit(event);
        harness.loop.runPending();
    }

    private Harness harness() {
        return new Harness(ServerOptions.DEFAULT, plugin);
    }

    private static void assertUnknown(List<TextClient> clients, String command) {
        for (TextClient client : clients) {
            assertThat(client.ask("{'execute':'" + command + "'}")).isEqualTo(unknown(command));
        }
    }
}
