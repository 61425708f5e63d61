package io.qmp.server;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.qmp.api.error.WrongStateException;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.VersionInfo;
import io.qmp.api.message.VersionTriple;
import io.qmp.api.spi.GreetingSource;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.contracts.TextClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GreetingSourceTest {
    /** A plugin of a user: the greeting of each session is that of a server behind a proxy, once it is known. */
    static final class ProxyGreeting implements QmpPlugin {
        final CompletableFuture<Greeting> upstream = new CompletableFuture<>();

        @Override
        public void register(PluginRegistry registry) {
            registry.greeting(session -> upstream);
        }
    }

    private static final String TEXT = "{\"QMP\": {\"name\": \"far\", \"capabilities\": [\"oob\", \"more\"]}}";

    private final ProxyGreeting proxy = new ProxyGreeting();

    private static Greeting greeting(String... capabilities) {
        List<QmpValue> offered = new ArrayList<>();
        for (String capability : capabilities) {
            offered.add(new QmpString(capability));
        }
        return new Greeting(QmpObject.of("name", QmpValue.of("far"), "capabilities", new QmpArray(offered)));
    }

    private Harness harness() {
        return new Harness(ServerOptions.DEFAULT, proxy);
    }

    private static TextClient client(Harness harness) {
        return new TextClient(harness.loop, harness.server.openLocal());
    }

    private static void complete(Harness harness, CompletableFuture<Greeting> future, Greeting greeting) {
        future.complete(greeting);
        harness.loop.runPending();
    }

    @Test
    void whatTheSourceProvidesIsSentAsItIs() {
        proxy.upstream.complete(greeting("oob", "more"));
        try (Harness harness = harness()) {
            assertThat(client(harness).all()).containsExactly(TEXT);
            assertThat(client(harness).all()).containsExactly(TEXT);
        }
    }

    @Test
    void inputIsReadAsByTheVersionInTheGreeting() {
        try (Harness harness = harness()) {
            var early = client(harness);
            early.send(" ]");
            VersionInfo newer = new VersionInfo(new VersionTriple(11, 1, 0), "");
            complete(harness, proxy.upstream, Greeting.of(newer, List.of()));
            var late = client(harness);
            late.send(" ]");

            assertThat(early.all()).hasSize(2).last().asString().contains("1:2: JSON parse error");
            assertThat(late.all()).hasSize(2).last().asString().contains("1:2: JSON parse error");
        }
    }

    @Test
    void whatAClientSendsBeforeItsGreetingIsAnsweredAfterIt() {
        try (Harness harness = harness()) {
            var client = client(harness);
            client.send("{'execute':'qmp_capabilities','arguments':{'enable':['oob']}}");
            client.send("{'execute':'now','id':1}{'exec-oob':'now','id':2} ]");
            assertThat(client.all()).isEmpty();
            complete(harness, proxy.upstream, greeting("oob", "more"));

            assertThat(client.all())
                    .containsExactly(
                            TEXT,
                            "{\"return\": {}}",
                            "{\"return\": {}, \"id\": 1}",
                            "{\"return\": {}, \"id\": 2}",
                            "{\"error\": {\"class\": \"GenericError\", \"desc\": \"JSON parse error, expecting value\"}}");
        }
    }

    @Test
    void onlyWhatTheGreetingOffersCanBeEnabled() {
        proxy.upstream.complete(greeting());
        try (Harness harness = harness()) {
            var client = client(harness);
            client.next();
            assertThat(client.ask("{'execute':'qmp_capabilities','arguments':{'enable':['oob']}}"))
                    .contains("Capability oob not available");
            assertThat(client.ask("{'execute':'qmp_capabilities'}")).isEqualTo("{\"return\": {}}");
        }
    }

    @Test
    void theSourceIsAskedForEachSessionAndSeesWhichItIs() {
        List<Long> asked = new ArrayList<>();
        QmpPlugin plugin = registry -> registry.greeting(session -> {
            asked.add(session.id());
            return completedFuture(greeting("oob", "more"));
        });
        try (Harness harness = new Harness(ServerOptions.DEFAULT, plugin)) {
            client(harness);
            client(harness);
            assertThat(asked).containsExactly(1L, 2L);
        }
    }

    @Test
    void aFutureThatCompletesOnAnotherThreadGreetsOnTheLoop() throws InterruptedException {
        try (Harness harness = harness()) {
            var client = client(harness);
            Thread other = new Thread(() -> proxy.upstream.complete(greeting("oob", "more")));
            other.start();
            other.join();
            harness.loop.runPending();
            assertThat(client.all()).containsExactly(TEXT);
        }
    }

    @Test
    void codeThatProvidesTheGreetingDoesNotRunIntoHandlers() {
        try (Harness harness = harness()) {
            var client = client(harness);
            client.send("{'execute':'qmp_capabilities'}{'execute':'hold'}");
            harness.loop.execute(() -> {
                proxy.upstream.complete(greeting());
                assertThat(harness.plugin.held).isEmpty();
            });
            harness.loop.runPending();
            assertThat(harness.plugin.held).hasSize(1);
        }
    }

    enum Failing implements GreetingSource {
        THROWS {
            @Override
            public CompletionStage<Greeting> greeting(io.qmp.api.command.SessionInfo session) {
                throw new IllegalStateException("no");
            }
        },
        THROWS_ERROR {
            @Override
            public CompletionStage<Greeting> greeting(io.qmp.api.command.SessionInfo session) {
                throw new StackOverflowError();
            }
        },
        @SuppressWarnings("NullAway")
        RETURNS_NULL {
            @Override
            public CompletionStage<Greeting> greeting(io.qmp.api.command.SessionInfo session) {
                return null;
            }
        },
        FAILS {
            @Override
            public CompletionStage<Greeting> greeting(io.qmp.api.command.SessionInfo session) {
                return CompletableFuture.failedFuture(new IllegalStateException("no"));
            }
        },
        @SuppressWarnings("NullAway")
        COMPLETES_WITH_NULL {
            @Override
            public CompletionStage<Greeting> greeting(io.qmp.api.command.SessionInfo session) {
                return completedFuture(null);
            }
        },
        HOSTILE_STAGE {
            @Override
            public CompletionStage<Greeting> greeting(io.qmp.api.command.SessionInfo session) {
                return new CompletableFuture<>() {
                    @Override
                    public CompletableFuture<Greeting> whenComplete(
                            java.util.function.BiConsumer<? super Greeting, ? super Throwable> action) {
                        throw new IllegalStateException("no");
                    }
                };
            }
        },
        UNWRITABLE {
            @Override
            public CompletionStage<Greeting> greeting(io.qmp.api.command.SessionInfo session) {
                QmpValue deep = QmpValue.of(1);
                for (int i = 0; i < 20_000; i++) {
                    deep = new QmpArray(List.of(deep));
                }
                return completedFuture(new Greeting(QmpObject.of("deep", deep)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aFailureCostsTheSessionOnly(Failing failing) {
        QmpPlugin plugin = registry -> registry.greeting(
                session -> session.id() == 1 ? failing.greeting(session) : completedFuture(greeting("oob", "more")));
        try (Harness harness = new Harness(ServerOptions.DEFAULT, plugin)) {
            var first = client(harness);
            harness.loop.runPending();
            assertThat(first.all()).isEmpty();
            assertThat(first.isClosed()).isTrue();
            assertThat(harness.log.texts()).singleElement().asString().contains("failed and is disconnected");
            assertThat(client(harness).all()).containsExactly(TEXT);
        }
    }

    @Test
    void aRefusalIsOneLineOfTheLog() {
        try (Harness harness = harness()) {
            TextClient client = client(harness);
            proxy.upstream.completeExceptionally(new CompletionException(new WrongStateException("it has no role")));
            harness.loop.runPending();
            assertThat(client.isClosed()).isTrue();
            assertThat(harness.log.entries)
                    .singleElement()
                    .isEqualTo(new Records.Entry(
                            System.Logger.Level.WARNING,
                            "local#1 (local client): is not served, disconnected: it has no role",
                            null));
        }
    }

    @Test
    void aClientThatLeavesBeforeItsGreetingIsForgotten() {
        try (Harness harness = harness()) {
            var client = client(harness);
            client.close();
            assertThat(harness.server.sessions()).isZero();
            complete(harness, proxy.upstream, greeting());
            assertThat(client.all()).isEmpty();
        }
    }

    @Test
    void aClientThatEndsItsInputIsLetGoUnlessItHasSentSomething() {
        try (Harness harness = harness()) {
            var silent = client(harness);
            silent.endInput();
            assertThat(silent.isClosed()).isTrue();

            var eager = client(harness);
            eager.send("{'execute':'qmp_capabilities'}");
            eager.endInput();
            assertThat(eager.isClosed()).isFalse();
            complete(harness, proxy.upstream, greeting("oob", "more"));
            assertThat(eager.all()).containsExactly(TEXT, "{\"return\": {}}");
            assertThat(eager.isClosed()).isTrue();
        }
    }

    @Test
    void aFloodBeforeTheGreetingIsSlowedDownAndLosesNothing() {
        try (Harness harness = harness()) {
            var client = client(harness);
            client.send("{'execute':'qmp_capabilities'}");
            for (int i = 0; i < 100; i++) {
                client.send("{'execute':'say','arguments':{'text':'" + "x".repeat(1000) + "'}}");
            }
            assertThat(client.unread())
                    .as("bytes that the server has not taken")
                    .isGreaterThan(50_000);
            complete(harness, proxy.upstream, greeting());
            assertThat(client.all()).hasSize(102);
        }
    }

    @Test
    void theTimeForNegotiationIncludesTheGreeting() {
        try (Harness harness = harness()) {
            var client = client(harness);
            harness.loop.advance(Duration.ofSeconds(31));
            assertThat(client.isClosed()).isTrue();
            assertThat(harness.log.texts()).singleElement().asString().contains("has not negotiated");
        }
    }

    @Test
    void aShutdownDoesNotWaitForAGreeting() {
        Harness harness = harness();
        var client = client(harness);
        List<Integer> closed = new ArrayList<>();
        client.send("{", List.of(new FileDescriptor(5, closed::add)));
        harness.close();
        assertThat(client.isClosed()).isTrue();
        assertThat(closed).containsExactly(5);
        complete(harness, proxy.upstream, greeting());
        assertThat(harness.failures).isEmpty();
    }

    @Test
    void twoSourcesStopTheStartWithBothNames() {
        QmpPlugin other = registry -> registry.greeting(session -> completedFuture(greeting()));
        assertThatIllegalStateException()
                .isThrownBy(() -> new Harness(ServerOptions.DEFAULT, proxy, other))
                .withMessageContaining("ProxyGreeting")
                .withMessageContaining("two plugins supply the greeting");
    }
}
