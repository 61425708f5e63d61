package io.qmp.server;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static java.util.concurrent.CompletableFuture.failedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.qmp.api.message.Reply;
import io.qmp.api.spi.CommandInterceptor;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.contracts.TextClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What interceptors do wrong costs the request, never more. */
@SuppressWarnings("NullAway") // nulls are among the faults
class InterceptorFaultsTest {
    private static final String OK = "{\"return\": {}, \"id\": 1}";
    private static final String FAILED = "{\"id\": 1, \"error\": {\"class\": \"GenericError\","
            + " \"desc\": \"The command now failed; the server's log tells why\"}}";

    private final CompletableFuture<Void> later = new CompletableFuture<>();
    private final CommandInterceptor waiting =
            (request, context, next) -> later.thenCompose(nothing -> next.handle(request, context));

    static Stream<CommandInterceptor> faulty() {
        return Stream.of(
                (request, context, next) -> null,
                (request, context, next) -> completedFuture(null),
                (request, context, next) -> next.handle(request, context).thenApply(reply -> null),
                (request, context, next) -> next.handle(null, context),
                (request, context, next) -> next.handle(request, null),
                (request, context, next) -> failedFuture(new IllegalStateException("swordfish")),
                (request, context, next) -> {
                    throw new IllegalStateException("swordfish");
                },
                (request, context, next) -> {
                    throw new NoClassDefFoundError("org/example/Gone");
                },
                (request, context, next) -> {
                    throw new StackOverflowError();
                },
                (request, context, next) -> next.handle(request, context).thenApply(reply -> {
                    throw new LinkageError("swordfish");
                }),
                (request, context, next) -> completedFuture(request.success(null)),
                (request, context, next) -> completedFuture(request.success(MisbehavingPlugin.nested(200_000))));
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void inBandItCostsTheRequest(CommandInterceptor faulty) {
        try (Harness harness = with(faulty)) {
            TextClient client = harness.ready();
            TextClient other = harness.ready();

            assertThat(client.ask("{'execute':'now','id':1}")).isEqualTo(FAILED).doesNotContain("swordfish");
            assertThat(harness.log.texts()).singleElement(STRING).contains("local#1");
            assertThat(other.ask("{'execute':'now','id':1}")).isEqualTo(FAILED);
            assertThat(client.isClosed()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("faulty")
    void outOfBandItCostsTheRequest(CommandInterceptor faulty) {
        CommandInterceptor onlyOutOfBand = (request, context, next) ->
                request.outOfBand() ? faulty.intercept(request, context, next) : next.handle(request, context);
        try (Harness harness = with(onlyOutOfBand)) {
            TextClient client = harness.readyForOob();
            client.send("{'execute':'hold','id':2}");

            assertThat(client.ask("{'exec-oob':'now','id':1}")).isEqualTo(FAILED);
            harness.plugin.release();
            harness.loop.runPending();
            assertThat(client.next()).isEqualTo("{\"return\": {}, \"id\": 2}");
        }
    }

    @Test
    void theOuterOneSeesTheFailureOfTheInnerOne() {
        List<Reply> replies = new ArrayList<>();
        CommandInterceptor outer =
                (request, context, next) -> next.handle(request, context).thenApply(reply -> {
                    replies.add(reply);
                    return reply;
                });
        CommandInterceptor inner = (request, context, next) -> {
            throw new AssertionError("swordfish");
        };
        try (Harness harness = with(outer, inner)) {
            assertThat(harness.ready().ask("{'execute':'now','id':1}")).isEqualTo(FAILED);
            assertThat(replies).singleElement().isInstanceOf(Reply.Failure.class);
            assertThat(harness.log.texts()).singleElement(STRING).contains("an interceptor of two");
        }
    }

    @Test
    void aSessionThatEndsMeanwhileLetsTheOthersGoOn() {
        try (Harness harness = with(onlySession(1, waiting))) {
            TextClient client = harness.ready();
            TextClient other = harness.ready();
            client.send("{'execute':'now','id':1}");
            client.close();
            other.send("{'execute':'now','id':1}");
            assertThat(other.all()).isEmpty();
            later.complete(null);
            harness.loop.runPending();

            assertThat(other.all()).containsExactly(OK);
        }
    }

    @Test
    void oneThatNeverAnswersIsGivenUpWhenTheServerEnds() {
        Harness harness = with(waiting);
        List<Reply> replies = new ArrayList<>();
        try (harness) {
            harness.ready().send("{'execute':'hold','id':1}");
        }
        later.complete(null);
        harness.loop.runPending();

        assertThat(harness.plugin.held).as("nothing is executed after the end").isEmpty();
        assertThat(harness.plugin.life).endsWith("closed");
        assertThat(harness.failures).isEmpty();
    }

    @Test
    void nothingIsExecutedWhilePluginsAreClosed() {
        List<Reply> replies = new ArrayList<>();
        QmpPlugin closing = new QmpPlugin() {
            @Override
            public void register(PluginRegistry registry) {
                registry.interceptor((request, context, next) -> {
                    later.thenRun(() -> next.handle(request, context).thenAccept(replies::add));
                    return new CompletableFuture<>();
                });
            }

            @Override
            public void close() {
                later.complete(null);
            }
        };
        Harness harness = new Harness(ServerOptions.DEFAULT, closing);
        try (harness) {
            harness.ready().send("{'execute':'hold','id':1}");
        }

        assertThat(harness.plugin.held).isEmpty();
        assertThat(replies).singleElement().asString().contains("The server has ended");
    }

    @Test
    void theRunningCommandOfAShutdownMayStillProceed() {
        try (Harness harness = with(waiting)) {
            TextClient client = harness.ready();
            client.send("{'execute':'now','id':1}");
            harness.plugin.server().shutdown(io.qmp.api.spi.ShutdownCause.HOST_SIGNAL);
            harness.loop.runPending();
            later.complete(null);
            harness.loop.runPending();

            assertThat(client.all()).contains(OK);
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void aSlowCommandIsNamedOnceWithoutItsInterceptors() {
        CommandInterceptor open = (request, context, next) -> next.handle(request, context);
        try (Harness harness = with(open, open)) {
            harness.ready().send("{'execute':'hold','id':1}");
            harness.loop.advance(Duration.ofSeconds(60));
            assertThat(harness.log.texts())
                    .singleElement(STRING)
                    .contains("the command hold of")
                    .contains("for 30 s");

            harness.plugin.release();
            harness.loop.runPending();
            assertThat(harness.log.texts())
                    .singleElement(STRING)
                    .contains("the command hold of")
                    .contains("after 60 s");
        }
    }

    @Test
    void aSlowInterceptorIsNamedWithItsCommand() {
        try (Harness harness = with(waiting)) {
            harness.ready().send("{'execute':'now','id':1}");
            harness.loop.advance(Duration.ofSeconds(30));

            assertThat(harness.log.texts())
                    .singleElement(STRING)
                    .contains("local#1")
                    .contains("an interceptor of one")
                    .contains("now")
                    .contains("has not been answered for 30 s");
            later.complete(null);
        }
    }

    @Test
    void aSecondReplyIsLoggedAndDropped() {
        CommandInterceptor twice = (request, context, next) -> new CompletableFuture<>() {
            @Override
            public CompletableFuture<Reply> whenComplete(
                    java.util.function.BiConsumer<? super Reply, ? super Throwable> callback) {
                callback.accept(new Reply.Success(io.qmp.api.value.QmpObject.EMPTY, null), null);
                callback.accept(null, new IllegalStateException());
                return this;
            }
        };
        try (Harness harness = with(twice)) {
            assertThat(harness.ready().ask("{'execute':'now','id':1}")).isEqualTo(OK);
            assertThat(harness.log.texts())
                    .singleElement(STRING)
                    .contains("an interceptor of one (")
                    .contains("for the command now was answered twice");
        }
    }

    private static CommandInterceptor onlySession(long id, CommandInterceptor interceptor) {
        return (request, context, next) -> context.session().id() == id
                ? interceptor.intercept(request, context, next)
                : next.handle(request, context);
    }

    private static Harness with(CommandInterceptor... interceptors) {
        List<QmpPlugin> plugins = new ArrayList<>();
        List<String> names = List.of("one", "two", "three");
        for (CommandInterceptor interceptor : interceptors) {
            plugins.add(plugin(names.get(plugins.size()), interceptor));
        }
        return new Harness(ServerOptions.DEFAULT, plugins.toArray(QmpPlugin[]::new));
    }

    private static QmpPlugin plugin(String name, CommandInterceptor interceptor) {
        return new QmpPlugin() {
            @Override
            public void register(PluginRegistry registry) {
                registry.interceptor(interceptor);
            }

            @Override
            public String name() {
                return name;
            }
        };
    }
}
