package io.qmp.server;

import static io.qmp.server.LatePlugin.DONE;
import static io.qmp.server.LatePlugin.unknown;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.command.SessionInfo;
import io.qmp.api.error.WrongStateException;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.schema.Schema;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.Registration;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.spi.ServerMetrics;
import io.qmp.api.spi.SessionTap;
import io.qmp.api.value.QmpObject;
import io.qmp.contracts.TextClient;
import io.qmp.server.LatePlugin.LateEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in the way of commands that come and go: clashes, failures, running commands, other threads, the end. */
class RegistrationFaultsTest {
    private static final String OK = "{\"return\": {}}";
    private static final SessionTap NO_TAP = new SessionTap() {
        @Override
        public void received(SessionInfo session, QmpMessage message) {}

        @Override
        public void sent(SessionInfo session, QmpMessage message) {}
    };

    private final LatePlugin plugin = new LatePlugin("a late plugin");
    private final LatePlugin second = new LatePlugin("another plugin");

    @Test
    void whatRunsIsAnsweredAndWhatWaitsIsUnknown() {
        try (Harness harness = harness()) {
            CompletableFuture<Reply> answer = new CompletableFuture<>();
            Registration late = plugin.register(registry -> registry.command("held", (request, context) -> answer));
            TextClient client = harness.ready();
            TextClient other = harness.ready();
            client.send("{'execute':'held','id':1}");
            other.send("{'execute':'held','id':2}");

            late.close();
            assertThat(other.all()).isEmpty();
            answer.complete(new Reply.Success(QmpObject.EMPTY, null));
            harness.loop.runPending();

            assertThat(client.next()).isEqualTo("{\"return\": {}, \"id\": 1}");
            assertThat(other.next()).isEqualTo(unknown("held", "\"id\": 2, "));
        }
    }

    @Test
    void aCommandMayRemoveItself() {
        try (Harness harness = harness()) {
            List<Registration> own = new ArrayList<>();
            own.add(plugin.register(registry -> registry.command("once", (request, context) -> {
                own.get(0).close();
                return DONE.handle(request, context);
            })));
            TextClient client = harness.ready();

            assertThat(client.ask("{'execute':'once'}")).isEqualTo(OK);
            assertThat(client.ask("{'execute':'once'}")).isEqualTo(unknown("once"));
        }
    }

    @Test
    void aRequestThatAnInterceptorHoldsIsUnknownAfterwards() {
        CompletableFuture<Boolean> gate = new CompletableFuture<>();
        QmpPlugin holder = registry -> registry.interceptor(
                (request, context, next) -> gate.thenCompose(open -> next.handle(request, context)));
        try (Harness harness = new Harness(ServerOptions.DEFAULT, plugin, holder)) {
            Registration late = plugin.register(LatePlugin::late);
            TextClient client = harness.ready();
            client.send("{'execute':'late'}");

            late.close();
            gate.complete(true);
            harness.loop.runPending();
            assertThat(client.next()).isEqualTo(unknown("late"));
        }
    }

    @Test
    void aClashNamesBothPluginsAndChangesNothing() {
        try (Harness harness = new Harness(ServerOptions.DEFAULT, plugin, second)) {
            plugin.register(LatePlugin::late);
            List<String> names = harness.server.context().commandNames();

            assertThatThrownBy(() -> second.register(registry -> {
                        registry.command("fine", DONE);
                        registry.command("untyped", DONE);
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the command 'untyped' is claimed by two plugins: a late plugin")
                    .hasMessageContaining("another plugin");
            assertThatThrownBy(() -> second.register(registry -> {
                        registry.command("fine", DONE);
                        registry.event(LateEvent.class);
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the event 'LATE' is claimed by two plugins: a late plugin");
            assertThatThrownBy(() -> plugin.register(LatePlugin::late))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is claimed twice by a late plugin");

            assertThat(harness.server.context().commandNames()).isEqualTo(names);
            assertThat(harness.ready().ask("{'execute':'fine'}")).isEqualTo(unknown("fine"));
        }
    }

    static Stream<Throwable> failures() {
        return Stream.of(new IllegalStateException("of its own"), new NoClassDefFoundError("org/example/Gone"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void whatIsThrownReachesTheCallerAndNothingIsAdded(Throwable failure) {
        try (Harness harness = harness()) {
            List<String> names = harness.server.context().commandNames();

            assertThatThrownBy(() -> plugin.register(registry -> {
                        LatePlugin.late(registry);
                        RegistrationFaultsTest.<RuntimeException>sneak(failure);
                    }))
                    .isSameAs(failure);
            assertThat(harness.server.context().commandNames()).isEqualTo(names);
            assertThatThrownBy(() -> plugin.server().emit(new LateEvent(1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    static Stream<Consumer<PluginRegistry>> others() {
        return Stream.of(
                registry -> registry.fallback(DONE),
                registry -> registry.describe(() -> new Schema(List.of())),
                registry -> registry.interceptor((request, context, next) -> next.handle(request, context)),
                registry -> registry.eventFilter((event, session) -> true),
                registry -> registry.greeting(session -> new CompletableFuture<>()),
                registry -> registry.metrics(new ServerMetrics() {}),
                registry -> registry.tap(NO_TAP));
    }

    @ParameterizedTest
    @MethodSource("others")
    void onlyCommandsAndEventsCanBeAdded(Consumer<PluginRegistry> other) {
        try (Harness harness = harness()) {
            assertThatThrownBy(() -> plugin.register(registry -> {
                        LatePlugin.late(registry);
                        other.accept(registry);
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("a late plugin")
                    .hasMessageContaining("registers too late");
            assertThat(harness.server.context().commandNames()).doesNotContain("late");
        }
    }

    @Test
    void aRegistryIsValidWithinTheCallOnly() {
        try (Harness harness = harness()) {
            List<PluginRegistry> kept = new ArrayList<>();
            plugin.register(kept::add);

            assertThatThrownBy(() -> kept.get(0).command("untyped", DONE))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("registers too late");
            assertThat(harness.server.context().commandNames()).doesNotContain("untyped");
        }
    }

    @Test
    void closingTwiceRemovesNothingOfOthers() {
        try (Harness harness = harness()) {
            Registration first = plugin.register(LatePlugin::late);
            first.close();
            plugin.register(LatePlugin::late);
            first.close();

            assertThat(harness.ready().ask("{'execute':'late'}")).isEqualTo(OK);
        }
    }

    @Test
    void anotherThreadAddsAndRemovesWithEffectAtItsReturn() throws Exception {
        try (Harness harness = harness()) {
            TextClient client = harness.ready();
            Registration late = elsewhere(() -> plugin.register(LatePlugin::late));
            assertThat(client.ask("{'execute':'late'}")).isEqualTo(OK);

            elsewhere(() -> {
                late.close();
                return late;
            });
            assertThat(client.ask("{'execute':'late'}")).isEqualTo(unknown("late"));
            assertThatThrownBy(() -> elsewhere(() -> plugin.register(registry -> registry.command("now", DONE))))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("the command 'now' is claimed by two plugins: ");
        }
    }

    @Test
    void threadsThatChangeAtOnceLoseNothing() throws Exception {
        try (Harness harness = harness()) {
            List<FutureTask<Registration>> tasks = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                String name = "late" + i;
                tasks.add(new FutureTask<>(() -> {
                    for (int round = 0; round < 20; round++) {
                        plugin.register(registry -> registry.command(name, DONE))
                                .close();
                    }
                    return plugin.register(registry -> registry.command(name, DONE));
                }));
            }
            tasks.forEach(task -> new Thread(task).start());
            for (FutureTask<Registration> task : tasks) {
                task.get();
            }

            assertThat(harness.server.context().commandNames())
                    .containsAll(
                            IntStream.range(0, 16).mapToObj(i -> "late" + i).toList());
        }
    }

    @Test
    void commandsAreAnsweredWhileThreadsChangeWhatThereIs() throws Exception {
        try (Harness harness = harness()) {
            TextClient client = harness.ready();
            List<FutureTask<Boolean>> tasks = new ArrayList<>();
            for (String name : List.of("late0", "late1", "late2", "late3")) {
                tasks.add(new FutureTask<>(() -> {
                    for (int round = 0; round < 200; round++) {
                        plugin.register(registry -> registry.command(name, DONE))
                                .close();
                    }
                    return true;
                }));
            }
            tasks.forEach(task -> new Thread(task).start());
            for (int round = 0; round < 200; round++) {
                assertThat(client.ask("{'execute':'late" + round % 4 + "'}")).isIn(OK, unknown("late" + round % 4));
                assertThat(client.ask("{'execute':'now'}")).isEqualTo(OK);
            }
            for (FutureTask<Boolean> task : tasks) {
                assertThat(task.get()).isTrue();
            }

            assertThat(harness.server.context().commandNames()).noneMatch(name -> name.startsWith("late"));
            assertThat(client.ask("{'execute':'late0'}")).isEqualTo(unknown("late0"));
        }
    }

    @Test
    void theServerEndsWhileThreadsChangeWhatThereIs() throws Exception {
        FutureTask<WrongStateException> changing = new FutureTask<>(() -> {
            try {
                while (true) {
                    plugin.register(registry -> registry.command("late", DONE)).close();
                }
            } catch (WrongStateException ended) {
                return ended;
            }
        });
        try (Harness harness = harness()) {
            harness.ready();
            new Thread(changing).start();
        }

        assertThat(changing.get()).hasMessageContaining("the server has ended");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theEndOfTheServerRemovesWhatWasAdded(boolean closedBefore) {
        ServerContext server;
        Registration late;
        try (Harness harness = harness()) {
            server = harness.server.context();
            late = plugin.register(LatePlugin::late);
            if (closedBefore) {
                late.close();
            }
        }

        assertThat(server.commandNames()).contains("now").doesNotContain("late");
        late.close();
        assertThatThrownBy(() -> plugin.register(LatePlugin::late))
                .isInstanceOf(WrongStateException.class)
                .hasMessageContaining("the server has ended");
    }

    private static <T> T elsewhere(Callable<T> call) throws Exception {
        FutureTask<T> task = new FutureTask<>(call);
        new Thread(task).start();
        return task.get();
    }

    @SuppressWarnings("unchecked") // thrown as an unchecked exception
    private static <E extends Throwable> void sneak(Throwable failure) throws E {
        throw (E) failure;
    }

    private Harness harness() {
        return new Harness(ServerOptions.DEFAULT, plugin);
    }
}
