package io.qmp.server;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.qmp.api.command.AllowOob;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandHandler;
import io.qmp.api.command.CommandName;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.type.Nothing;
import io.qmp.contracts.TextClient;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What plugins do besides failing: answering late, twice or never, and failing where no command waits. */
@SuppressWarnings("NullAway") // nulls are among the faults
public class ContainmentTest {
    private static final String OK = "{\"return\": {}, \"id\": 1}";
    private static final String ASK = "{'execute':'do','id':1}";

    @AllowOob
    @CommandName("do")
    public record Do() implements Command<Nothing> {}

    ContainmentTest() {}

    /** A plugin of one command. */
    private static final class OneCommand implements QmpPlugin {
        private final CommandHandler<Do, Nothing> handler;
        private @Nullable ServerContext server;

        OneCommand(CommandHandler<Do, Nothing> handler) {
            this.handler = handler;
        }

        ServerContext server() {
            return Objects.requireNonNull(server);
        }

        @Override
        public void register(PluginRegistry registry) {
            server = registry.server();
            registry.command(Do.class, handler);
        }

        @Override
        public String name() {
            return "one";
        }
    }

    private final CompletableFuture<Nothing> later = new CompletableFuture<>();

    @Test
    void theFirstOfTwoAnswersCountsAndTheSecondIsLogged() {
        OneCommand plugin = new OneCommand((command, context) -> twice());
        try (Harness harness = new Harness(ServerOptions.DEFAULT, plugin)) {
            TextClient client = harness.readyForOob();

            assertThat(client.ask(ASK)).isEqualTo(OK);
            assertThat(client.ask("{'exec-oob':'do','id':1}")).isEqualTo(OK);
            assertThat(client.ask("{'execute':'now','id':1}")).isEqualTo(OK);
            assertThat(harness.log.texts())
                    .hasSize(2)
                    .allSatisfy(text -> assertThat(text)
                            .contains("local#1")
                            .contains("the command do of one")
                            .contains("was answered twice"));
        }
    }

    @Test
    void aSecondAnswerThatComesLaterChangesNothing() {
        OneCommand plugin = new OneCommand((command, context) -> new CompletableFuture<>() {
            @Override
            public CompletableFuture<Nothing> whenComplete(BiConsumer<? super Nothing, ? super Throwable> callback) {
                later.whenComplete(callback);
                later.whenComplete(callback);
                return this;
            }
        });
        try (Harness harness = new Harness(ServerOptions.DEFAULT, plugin)) {
            TextClient client = harness.ready();
            client.send(ASK);
            later.complete(Nothing.NOTHING);
            harness.loop.runPending();

            assertThat(client.all()).containsExactly(OK);
            assertThat(client.ask("{'execute':'now','id':1}")).isEqualTo(OK);
        }
    }

    @Test
    void anAnswerAfterTheSessionsEndLetsOthersGoOn() {
        OneCommand plugin = new OneCommand((command, context) -> later);
        try (Harness harness = new Harness(ServerOptions.DEFAULT, plugin)) {
            TextClient client = harness.ready();
            TextClient other = harness.ready();
            client.send(ASK);
            other.send("{'execute':'now','id':1}");
            client.close();
            assertThat(other.all()).isEmpty();
            later.completeExceptionally(new AssertionError());
            harness.loop.runPending();

            assertThat(other.all()).containsExactly(OK);
        }
    }

    @Test
    void anAnswerAfterTheServersEndIsDropped() {
        OneCommand plugin = new OneCommand((command, context) -> later);
        Harness harness = new Harness(ServerOptions.DEFAULT, plugin);
        try (harness) {
            harness.ready().send(ASK);
        }
        later.complete(Nothing.NOTHING);
        harness.loop.runPending();

        assertThat(harness.failures).isEmpty();
    }

    @Test
    void anAnswerAtTheBottomOfARecursionComesAllTheSame() {
        OneCommand plugin = new OneCommand((command, context) -> later);
        try (Harness harness = new Harness(ServerOptions.DEFAULT, plugin)) {
            TextClient client = harness.ready();
            TextClient other = harness.ready();
            client.send(ASK);
            harness.loop.execute(() -> MisbehavingPlugin.atTheBottom(() -> later.complete(Nothing.NOTHING)));
            harness.loop.runPending();
            harness.loop.advance(TimeLimits.DEFAULT.slowCommand());

            assertThat(client.all().size() + (client.isClosed() ? 1 : 0)).isEqualTo(1);
            assertThat(other.ask("{'execute':'now','id':1}")).isEqualTo(OK);
        }
    }

    @Test
    void completingAFutureRunsNoOtherCommandWithin() {
        OneCommand plugin = new OneCommand((command, context) -> later);
        try (Harness harness = new Harness(ServerOptions.DEFAULT, plugin)) {
            TextClient client = harness.ready();
            TextClient other = harness.ready();
            client.send(ASK);
            other.send("{'execute':'hold'}");
            harness.loop.execute(() -> {
                later.complete(Nothing.NOTHING);
                assertThat(harness.plugin.held).isEmpty();
            });
            harness.loop.runPending();

            assertThat(harness.plugin.held).hasSize(1);
            harness.plugin.release();
        }
    }

    @Test
    void anInterruptOfTheLoopsThreadIsClearedAndLogged() {
        OneCommand plugin = new OneCommand((command, context) -> {
            Thread.currentThread().interrupt();
            return completedFuture(Nothing.NOTHING);
        });
        try (Harness harness = new Harness(ServerOptions.DEFAULT, plugin)) {
            assertThat(harness.ready().ask(ASK)).isEqualTo(OK);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(harness.log.texts())
                    .singleElement(STRING)
                    .startsWith("one")
                    .endsWith("has interrupted the event loop's thread");
        }
    }

    @Test
    void anInterruptThatWasThereBeforeIsKept() {
        OneCommand plugin = new OneCommand((command, context) -> completedFuture(Nothing.NOTHING));
        try (Harness harness = new Harness(ServerOptions.DEFAULT, plugin)) {
            TextClient client = harness.ready();
            Thread.currentThread().interrupt();
            client.send(ASK);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(client.next()).isEqualTo(OK);
        }
    }

    @Test
    void aHandlerMayCloseItsOwnSession() {
        OneCommand[] plugin = new OneCommand[1];
        plugin[0] = new OneCommand((command, context) -> {
            plugin[0].server().disconnect(context.session().monitor());
            return completedFuture(Nothing.NOTHING);
        });
        try (Harness harness = new Harness(ServerOptions.DEFAULT, plugin[0])) {
            TextClient client = harness.ready();
            client.send(ASK);

            assertThat(client.isClosed()).isTrue();
            assertThat(harness.ready().ask("{'execute':'now','id':1}")).isEqualTo(OK);
        }
    }

    @Test
    void anEventThatCannotBeWrittenCostsTheEvent() {
        MisbehavingPlugin events = new MisbehavingPlugin();
        OneCommand plugin = new OneCommand((command, context) -> {
            events.emit("deep", MisbehavingPlugin.nested(200_000));
            return completedFuture(Nothing.NOTHING);
        });
        try (Harness harness = new Harness(ServerOptions.DEFAULT, events, plugin)) {
            TextClient client = harness.ready();
            TextClient other = harness.ready();

            assertThat(client.ask(ASK)).isEqualTo(OK);
            assertThat(harness.log.texts()).singleElement().isEqualTo("the event BAD cannot be written");
            assertThat(other.all()).isEmpty();
            assertThat(other.ask("{'execute':'now','id':1}")).isEqualTo(OK);
        }
    }

    @Test
    void tasksAndTimersThatFailAreLoggedWithTheirPlugin() {
        OneCommand plugin = new OneCommand((command, context) -> completedFuture(Nothing.NOTHING));
        try (Harness harness = new Harness(ServerOptions.DEFAULT, plugin)) {
            TextClient client = harness.ready();
            plugin.server().loop().execute(() -> {
                throw new NoClassDefFoundError("org/example/Gone");
            });
            plugin.server().loop().schedule(Duration.ofSeconds(1), () -> {
                throw new StackOverflowError();
            });
            harness.loop.advance(Duration.ofSeconds(1));

            assertThat(harness.log.texts())
                    .allSatisfy(text -> assertThat(text).startsWith("the plugin one"))
                    .satisfiesExactly(
                            text -> assertThat(text).endsWith("failed in a task on the loop"),
                            text -> assertThat(text).endsWith("failed in a timer"));
            assertThat(client.ask("{'execute':'now','id':1}")).isEqualTo(OK);
        }
    }

    private static CompletableFuture<Nothing> twice() {
        return new CompletableFuture<>() {
            @Override
            public CompletableFuture<Nothing> whenComplete(BiConsumer<? super Nothing, ? super Throwable> callback) {
                callback.accept(Nothing.NOTHING, null);
                callback.accept(Nothing.NOTHING, null);
                return this;
            }
        };
    }
}
