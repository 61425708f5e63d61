package io.qmp.server;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.error.CommandFailedException;
import io.qmp.api.error.QmpError;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.spi.CommandInterceptor;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.Registration;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.contracts.TextClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What stands around the commands: sees, refuses, answers and rewrites them. */
class InterceptorTest {
    private static final String OK = "{\"return\": {}}";
    private static final CommandInterceptor OPEN = (request, context, next) -> next.handle(request, context);
    private static final CommandInterceptor CLOSED = (request, context, next) -> {
        throw CommandFailedException.generic("not " + request.command());
    };

    private final List<String> seen = new ArrayList<>();

    /** Notes the request and the reply. */
    private CommandInterceptor noting(String name) {
        return (request, context, next) -> {
            seen.add(name + " > " + request.command());
            return next.handle(request, context).thenApply(reply -> {
                seen.add(name + " < " + (reply instanceof Reply.Success ? "success" : "failure"));
                return reply;
            });
        };
    }

    @Test
    void oneThatPassesARequestOnChangesNothing() {
        try (Harness plain = new Harness();
                Harness harness = with(OPEN, OPEN)) {
            TextClient before = plain.ready();
            TextClient client = harness.ready();
            for (String request : List.of(
                    "{'execute':'now','id':1}",
                    "{'execute':'say','arguments':{'text':'x'}}",
                    "{'execute':'say','arguments':{'bogus':1},'id':null}",
                    "{'execute':'fail','arguments':{'how':'throw'},'id':2}",
                    "{'execute':'fail','arguments':{'how':'future'},'id':2}",
                    "{'execute':'fail','arguments':{'how':'swordfish'},'id':2}",
                    "{'execute':'qmp_capabilities'}",
                    "{'execute':'nope'}")) {
                assertThat(client.ask(request)).isEqualTo(before.ask(request));
            }
        }
    }

    @Test
    void theFirstIsTheOutermost() {
        try (Harness harness = with(noting("one"), noting("two"))) {
            harness.ready().ask("{'execute':'now'}");

            assertThat(seen).containsExactly("one > now", "two > now", "two < success", "one < success");
        }
    }

    @Test
    void itRefusesCommandsOfOtherPlugins() {
        try (Harness harness = with(CLOSED)) {
            assertThat(harness.ready().ask("{'execute':'now','id':1}"))
                    .isEqualTo("{\"id\": 1, \"error\": {\"class\": \"GenericError\", \"desc\": \"not now\"}}");
        }
    }

    @Test
    void theFirstThatRefusesSaysWhy() {
        try (Harness harness = with(OPEN, CLOSED, noting("behind"))) {
            assertThat(harness.ready().ask("{'execute':'now'}")).contains("\"not now\"");
            assertThat(seen).isEmpty();
        }
    }

    @Test
    void argumentsAreCheckedBehindIt() {
        try (Harness harness = with(CLOSED)) {
            assertThat(harness.ready().ask("{'execute':'say','arguments':{'bogus':1}}"))
                    .contains("\"not say\"");
        }
    }

    @Test
    void itSeesArgumentsAsTheyCame() {
        List<Request> requests = new ArrayList<>();
        CommandInterceptor keeping = (request, context, next) -> {
            requests.add(request);
            return next.handle(request, context);
        };
        try (Harness harness = with(keeping)) {
            harness.ready().ask("{'execute':'say','arguments':{'text':1.50},'id':'i'}");

            assertThat(requests)
                    .containsExactly(
                            new Request("say", QmpObject.of("text", QmpValue.of(1.5)), QmpValue.of("i"), false));
        }
    }

    @Test
    void whatDoesNotExistOrIsNotAllowedAtAllDoesNotReachIt() {
        ServerOptions options = ServerOptions.DEFAULT.withCompat(new CompatPolicy(
                CompatPolicy.Input.ACCEPT,
                CompatPolicy.Output.ACCEPT,
                CompatPolicy.Input.REJECT,
                CompatPolicy.Output.ACCEPT));
        try (Harness harness = with(options, noting("one"))) {
            TextClient client = harness.greeted();
            client.ask("{'execute':'now'}");
            client.ask("{'execute':'qmp_capabilities','arguments':{'enable':['oob']}}");
            client.ask("{'execute':'nope'}");
            client.ask("{'execute':'x-try'}");
            client.ask("{'exec-oob':'say','arguments':{'text':''}}");
            client.ask("[]");
            assertThat(seen).isEmpty();
            client.ask("{'exec-oob':'now'}");

            assertThat(seen).containsExactly("one > now", "one < success");
        }
    }

    @Test
    void theFallbackIsIntercepted() {
        QmpPlugin fallback =
                registry -> registry.fallback((request, context) -> completedFuture(request.success(QmpObject.EMPTY)));
        try (Harness harness =
                new Harness(ServerOptions.DEFAULT, registry -> registry.interceptor(noting("one")), fallback)) {
            assertThat(harness.ready().ask("{'execute':'far'}")).isEqualTo(OK);
            assertThat(seen).containsExactly("one > far", "one < success");
        }
    }

    @Test
    void aCommandThatWasRemovedMeanwhileIsNotExecuted() {
        List<Registration> late = new ArrayList<>();
        CommandInterceptor removing = (request, context, next) -> {
            late.forEach(Registration::close);
            return next.handle(request, context);
        };
        try (Harness harness = with(removing)) {
            late.add(harness.server.context().register(registry -> registry.command("untyped", LatePlugin.DONE)));

            assertThat(harness.ready().ask("{'execute':'untyped'}")).isEqualTo(LatePlugin.unknown("untyped"));
        }
    }

    @Test
    void itKnowsWhoAsksAndHow() {
        CommandInterceptor asking = (request, context, next) -> {
            seen.add(context.session().id()
                    + (context.outOfBand() ? " oob " : " ")
                    + context.session().peer().isLocal());
            return next.handle(request, context);
        };
        try (Harness harness = with(asking)) {
            TextClient client = harness.readyForOob();
            harness.ready().ask("{'execute':'now'}");
            client.ask("{'exec-oob':'now'}");

            assertThat(seen).containsExactly("2 true", "1 oob true");
        }
    }

    @Test
    void aRuleByUserRefusesWhereTheUserIsNotKnown() {
        CommandInterceptor rootOnly = (request, context, next) -> {
            if (context.session().credentials().requireUid() != 0) {
                throw CommandFailedException.generic("not root");
            }
            return next.handle(request, context);
        };
        try (Harness harness = with(rootOnly)) {
            assertThat(harness.ready().ask("{'execute':'now'}"))
                    .contains("\"The command now failed; the server's log tells why\"");
        }
    }

    @Test
    void itAnswersWithoutTheCommand() {
        QmpError error = new QmpError("Odd", "an odd one");
        List<CommandInterceptor> answering = List.of(
                (request, context, next) -> completedFuture(request.success(QmpValue.of(3))),
                (request, context, next) -> completedFuture(new Reply.Failure(error, null)));
        try (Harness harness = with(answering.get(0))) {
            assertThat(harness.ready().ask("{'execute':'hold','id':1}")).isEqualTo("{\"return\": 3, \"id\": 1}");
            assertThat(harness.plugin.held).isEmpty();
        }
        try (Harness harness = with(answering.get(1))) {
            assertThat(harness.ready().ask("{'execute':'hold','id':1}"))
                    .isEqualTo("{\"id\": 1, \"error\": {\"class\": \"Odd\", \"desc\": \"an odd one\"}}");
        }
    }

    @Test
    void itRewritesArgumentsAndReply() {
        CommandInterceptor rewriting = (request, context, next) -> next.handle(
                        request.withArguments(QmpObject.of("text", QmpValue.of("other"))), context)
                .thenApply(reply -> reply instanceof Reply.Success said
                        ? request.success(QmpObject.of("was", said.result()))
                        : reply);
        try (Harness harness = with(rewriting)) {
            assertThat(harness.ready().ask("{'execute':'say','id':1}"))
                    .isEqualTo("{\"return\": {\"was\": {\"text\": \"other\"}}, \"id\": 1}");
        }
    }

    @Test
    void aRequestForAnotherCommandIsCheckedAsThatOfAClient() {
        CommandInterceptor redirecting = (request, context, next) -> next.handle(
                new Request(request.arguments().string("to").orElse("now"), QmpObject.EMPTY, null, request.outOfBand()),
                context);
        try (Harness harness = with(redirecting)) {
            TextClient client = harness.readyForOob();

            assertThat(client.ask("{'execute':'hold','id':1}")).isEqualTo("{\"return\": {}, \"id\": 1}");
            assertThat(client.ask("{'execute':'now','arguments':{'to':'nope'},'id':1}"))
                    .contains("\"id\": 1")
                    .contains("The command nope has not been found");
            assertThat(client.ask("{'exec-oob':'now','arguments':{'to':'say'},'id':1}"))
                    .contains("The command say does not support OOB");
            assertThat(client.ask("{'execute':'now','arguments':{'to':'say'},'id':1}"))
                    .contains("Parameter 'text' is missing");
        }
    }

    @Test
    void itMayExecuteACommandSeveralTimes() {
        CommandInterceptor twice = (request, context, next) -> next.handle(request, context)
                .thenCompose(first -> next.handle(request, context))
                .thenCompose(second -> next.handle(new Request("now", QmpObject.EMPTY, null, false), context));
        try (Harness harness = with(noting("outer"), twice, noting("inner"))) {
            assertThat(harness.ready().ask("{'execute':'say','arguments':{'text':'x'},'id':1}"))
                    .isEqualTo("{\"return\": {}, \"id\": 1}");
            assertThat(seen)
                    .containsSubsequence("outer > say", "inner > say", "inner > say", "inner > now", "outer < success");
        }
    }

    @Test
    void itMayTakeItsTimeBeforeAndAfterTheCommand() {
        CompletableFuture<Void> before = new CompletableFuture<>();
        CompletableFuture<Void> after = new CompletableFuture<>();
        CommandInterceptor slow =
                (request, context, next) -> before.thenCompose(nothing -> next.handle(request, context))
                        .thenCompose(reply -> after.thenApply(nothing -> reply));
        try (Harness harness = with(slow)) {
            TextClient client = harness.ready();
            TextClient other = harness.ready();
            client.send("{'execute':'hold','id':1}");
            other.send("{'execute':'now'}");
            assertThat(harness.plugin.held).isEmpty();
            before.complete(null);
            harness.loop.runPending();
            assertThat(harness.plugin.held).hasSize(1);
            harness.plugin.release();
            harness.loop.runPending();
            assertThat(client.all()).isEmpty();
            assertThat(other.all())
                    .as("the turn lasts until the reply is known")
                    .isEmpty();
            after.complete(null);
            harness.loop.runPending();

            assertThat(client.all()).containsExactly("{\"return\": {}, \"id\": 1}");
            assertThat(other.all()).containsExactly(OK);
        }
    }

    @Test
    void outOfBandRequestsPassWhileAnInBandOneIsHeld() {
        CompletableFuture<Void> before = new CompletableFuture<>();
        CommandInterceptor holding = (request, context, next) -> request.outOfBand()
                ? next.handle(request, context)
                : before.thenCompose(nothing -> next.handle(request, context));
        try (Harness harness = with(holding)) {
            TextClient client = harness.readyForOob();
            client.send("{'execute':'now','id':1} {'exec-oob':'now','id':2} {'exec-oob':'say','id':3}");
            assertThat(client.all()).hasSize(2).first().isEqualTo("{\"return\": {}, \"id\": 2}");
            before.complete(null);
            harness.loop.runPending();

            assertThat(client.all()).containsExactly("{\"return\": {}, \"id\": 1}");
        }
    }

    @Test
    void nextMayBeCalledOnAnotherThread() throws InterruptedException {
        List<Thread> executing = new ArrayList<>();
        Thread[] other = new Thread[1];
        CommandInterceptor hopping = (request, context, next) -> {
            CompletableFuture<Reply> reply = new CompletableFuture<>();
            other[0] = new Thread(() -> next.handle(request, context).thenAccept(reply::complete));
            other[0].start();
            return reply;
        };
        CommandInterceptor recording = (request, context, next) -> {
            executing.add(Thread.currentThread());
            return next.handle(request, context);
        };
        try (Harness harness = with(hopping, recording)) {
            TextClient client = harness.ready();
            client.send("{'execute':'now','id':1}");
            other[0].join();
            harness.loop.runPending();

            assertThat(client.next()).isEqualTo("{\"return\": {}, \"id\": 1}");
            assertThat(executing).containsExactly(Thread.currentThread());
        }
    }

    private static Harness with(CommandInterceptor... interceptors) {
        return with(ServerOptions.DEFAULT, interceptors);
    }

    private static Harness with(ServerOptions options, CommandInterceptor... interceptors) {
        return new Harness(
                options,
                Stream.of(interceptors)
                        .<QmpPlugin>map(interceptor -> registry -> registry.interceptor(interceptor))
                        .toArray(QmpPlugin[]::new));
    }
}
