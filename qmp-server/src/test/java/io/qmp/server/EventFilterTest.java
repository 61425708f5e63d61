package io.qmp.server;

import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.command.Command;
import io.qmp.api.command.CommandName;
import io.qmp.api.command.SessionInfo;
import io.qmp.api.event.EventData;
import io.qmp.api.event.EventName;
import io.qmp.api.event.RateLimit;
import io.qmp.api.message.Event;
import io.qmp.api.message.Timestamp;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ServerContext;
import io.qmp.api.type.Nothing;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events of others, and which session receives which event. */
class EventFilterTest {
    private static final String ELSEWHERE =
            "{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"FROM_AFAR\", \"data\": {\"n\": 7}}";
    private static final Event FROM_AFAR = event("FROM_AFAR", 7);

    private static Event event(String name, long number) {
        return new Event(name, QmpObject.of("n", QmpValue.of(number)), new Timestamp(1, 2));
    }

    /** A plugin of a user: clients say by a command which events they want. */
    static final class ChoicePlugin implements QmpPlugin {
        @CommandName("__org.example_hear")
        public record Hear(List<String> names) implements Command<Nothing> {}

        @Override
        public void register(PluginRegistry registry) {
            ServerContext server = registry.server();
            registry.command(Hear.class, (hear, context) -> {
                server.filterEvents(
                        context.session(), (session, event) -> hear.names().contains(event.name()));
                return completedFuture(Nothing.NOTHING);
            });
        }
    }

    @Deprecated
    @EventName("OLD_NEWS")
    public record OldNews() implements EventData {}

    @RateLimit
    @EventName("LIMITED_ONE")
    public record LimitedOne(long n) implements EventData {}

    private static QmpPlugin plugin(Consumer<PluginRegistry> register) {
        return register::accept;
    }

    @Test
    void anEventOfOthersKeepsItsNameDataAndTime() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();
            var late = harness.greeted();
            harness.plugin.server().emit(FROM_AFAR);
            harness.server.context().emit(new Event("unknown!", QmpObject.EMPTY, Timestamp.UNKNOWN));
            harness.loop.runPending();

            assertThat(client.all())
                    .containsExactly(
                            ELSEWHERE,
                            "{\"timestamp\": {\"seconds\": -1, \"microseconds\": -1}, \"event\": \"unknown!\"}");
            assertThat(late.all()).as("not negotiated").isEmpty();
        }
    }

    @Test
    void anEventForOneSessionReachesNoOther() {
        List<SessionInfo> sessions = new ArrayList<>();
        QmpPlugin joining = plugin(registry -> registry.command("join", (request, context) -> {
            sessions.add(context.session());
            return completedFuture(request.success(QmpObject.EMPTY));
        }));
        try (Harness harness = new Harness(ServerOptions.DEFAULT, joining, new ChoicePlugin())) {
            var client = harness.ready();
            var other = harness.ready();
            ServerContext server = harness.plugin.server();
            client.ask("{'execute':'join'}");
            server.emit(sessions.get(0), FROM_AFAR);
            harness.loop.runPending();
            assertThat(client.all()).containsExactly(ELSEWHERE);

            client.ask("{'execute':'__org.example_hear','arguments':{'names':[]}}");
            server.emit(sessions.get(0), FROM_AFAR);
            harness.loop.runPending();
            assertThat(client.all()).as("filtered").isEmpty();

            client.close();
            server.emit(sessions.get(0), FROM_AFAR);
            harness.loop.runPending();
            assertThat(other.all()).isEmpty();
        }
    }

    @Test
    void anEventOfOthersKeepsTheOrderOfItsMembers() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();
            QmpObject data = QmpObject.of("id", QmpValue.of(1), "class", QmpValue.of(2));
            QmpObject backwards = QmpObject.of("class", QmpValue.of(2), "id", QmpValue.of(1));
            harness.plugin.server().emit(new Event("ONE", data, Timestamp.UNKNOWN));
            harness.plugin.server().emit(new Event("OTHER", backwards, Timestamp.UNKNOWN));
            harness.loop.runPending();

            assertThat(client.next()).endsWith("\"data\": {\"id\": 1, \"class\": 2}}");
            assertThat(client.next()).endsWith("\"data\": {\"class\": 2, \"id\": 1}}");
        }
    }

    @Test
    void anEventOfOthersIsNotLimitedInRateEvenIfOneOfItsNameIs() {
        try (Harness harness =
                new Harness(ServerOptions.DEFAULT, plugin(registry -> registry.event(LimitedOne.class)))) {
            var client = harness.ready();
            harness.plugin.server().emit(event("LIMITED_ONE", 1));
            harness.plugin.server().emit(event("LIMITED_ONE", 2));
            harness.loop.runPending();

            assertThat(client.all()).hasSize(2);
        }
    }

    @Test
    @SuppressWarnings("deprecation") // the deprecated event is what is tested
    void anEventOfOthersThatThePolicyHidesByNameIsNotSent() {
        CompatPolicy hide = new CompatPolicy(
                CompatPolicy.Input.ACCEPT,
                CompatPolicy.Output.HIDE,
                CompatPolicy.Input.ACCEPT,
                CompatPolicy.Output.ACCEPT);
        try (Harness harness = new Harness(
                ServerOptions.DEFAULT.withCompat(hide), plugin(registry -> registry.event(OldNews.class)))) {
            var client = harness.ready();
            harness.plugin.server().emit(event("OLD_NEWS", 1));
            harness.plugin.server().emit(FROM_AFAR);
            harness.loop.runPending();

            assertThat(client.all()).containsExactly(ELSEWHERE);
        }
    }

    @Test
    @SuppressWarnings("NullAway") // the contract is broken on purpose
    void anIncompleteEventFailsInItsCaller() {
        try (Harness harness = new Harness()) {
            ServerContext server = harness.plugin.server();
            assertThatNullPointerException().isThrownBy(() -> server.emit((Event) null));
            assertThatNullPointerException()
                    .isThrownBy(() -> server.emit(new Event(null, QmpObject.EMPTY, Timestamp.UNKNOWN)));
            assertThatNullPointerException().isThrownBy(() -> server.emit(new Event("X", null, Timestamp.UNKNOWN)));
            assertThatNullPointerException().isThrownBy(() -> server.emit(new Event("X", QmpObject.EMPTY, null)));
        }
    }

    @Test
    void anEventOfOthersFromAnotherThreadIsSentSoon() throws InterruptedException {
        try (Harness harness = new Harness()) {
            var client = harness.ready();
            Thread other = new Thread(() -> harness.plugin.server().emit(FROM_AFAR));
            other.start();
            other.join();
            harness.loop.runPending();

            assertThat(client.all()).containsExactly(ELSEWHERE);
        }
    }

    @Test
    void anEventAfterTheEndIsDropped() {
        Harness harness = new Harness();
        harness.close();
        harness.plugin.server().emit(FROM_AFAR);
        harness.loop.runPending();
        assertThat(harness.failures).isEmpty();
    }

    @Test
    void aClientChoosesItsEventsAndTheOthersHearAll() {
        try (Harness harness = new Harness(ServerOptions.DEFAULT, new ChoicePlugin())) {
            var chooser = harness.ready();
            var other = harness.ready();
            chooser.ask("{'execute':'__org.example_hear','arguments':{'names':['FROM_AFAR']}}");
            harness.plugin.server().emit(new TestPlugin.Tick(1));
            harness.plugin.server().emit(FROM_AFAR);
            harness.loop.runPending();

            assertThat(chooser.all()).containsExactly(ELSEWHERE);
            assertThat(other.all()).hasSize(2);

            chooser.ask("{'execute':'__org.example_hear','arguments':{'names':['TICK']}}");
            harness.plugin.server().emit(FROM_AFAR);
            harness.plugin.server().emit(new TestPlugin.Tick(2));
            harness.loop.runPending();
            assertThat(chooser.next()).contains("TICK");
            assertThat(chooser.all()).isEmpty();
        }
    }

    @Test
    void aRuleOfAPluginHoldsForAllSessionsFromTheFirstEventOn() {
        try (Harness harness = new Harness(
                ServerOptions.DEFAULT,
                plugin(registry -> registry.eventFilter((session, event) -> session.id() != 1)),
                plugin(registry ->
                        registry.eventFilter((session, event) -> !event.name().equals("TICK"))))) {
            var first = harness.ready();
            var second = harness.ready();
            harness.plugin.server().emit(new TestPlugin.Tick(1));
            harness.plugin.server().emit(FROM_AFAR);
            harness.loop.runPending();

            assertThat(first.all()).isEmpty();
            assertThat(second.all()).containsExactly(ELSEWHERE);
        }
    }

    @Test
    void filtersSeeTheEventThatAHandlerEmitsBeforeItsReply() {
        try (Harness harness = new Harness(
                ServerOptions.DEFAULT,
                plugin(registry -> registry.eventFilter(
                        (session, event) -> event.data().integer("count").orElse(0) != 1)))) {
            var client = harness.ready();
            client.send("{'execute':'burst','arguments':{'count':3},'id':1}");
            assertThat(client.all())
                    .hasSize(3)
                    .noneMatch(line -> line.contains("\"count\": 1"))
                    .last()
                    .isEqualTo("{\"return\": {}, \"id\": 1}");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFilterThatThrowsKeepsTheEventFromItsSessionOnly(boolean error) {
        try (Harness harness = new Harness(
                ServerOptions.DEFAULT,
                plugin(registry -> registry.eventFilter((session, event) -> {
                    if (session.id() == 1) {
                        if (error) {
                            throw new StackOverflowError();
                        }
                        throw new IllegalStateException("no");
                    }
                    return true;
                })))) {
            var first = harness.ready();
            var second = harness.ready();
            harness.plugin.server().emit(FROM_AFAR);
            harness.loop.runPending();

            assertThat(first.all()).isEmpty();
            assertThat(second.all()).containsExactly(ELSEWHERE);
            assertThat(first.ask("{'execute':'now'}")).isEqualTo("{\"return\": {}}");
            assertThat(harness.log.texts()).singleElement().asString().contains("failed in an event filter");
        }
    }

    @Test
    void theFilterOfASessionThatHasEndedIsIgnored() {
        try (Harness harness = new Harness(ServerOptions.DEFAULT, new ChoicePlugin())) {
            var client = harness.ready();
            client.close();
            SessionInfo gone = new SessionInfo(
                    1, "local", new io.qmp.api.host.PeerAddress.Other(""), io.qmp.api.host.PeerCredentials.UNKNOWN);
            harness.plugin.server().filterEvents(gone, (session, event) -> false);
            harness.loop.runPending();

            var next = harness.ready();
            harness.plugin.server().emit(FROM_AFAR);
            harness.loop.runPending();
            assertThat(next.all()).containsExactly(ELSEWHERE);
        }
    }

    @Test
    void theProgramSetsFiltersAsPluginsDo() {
        try (Harness harness = new Harness()) {
            var client = harness.ready();
            SessionInfo any = new SessionInfo(
                    1, "local", new io.qmp.api.host.PeerAddress.Other(""), io.qmp.api.host.PeerCredentials.UNKNOWN);
            harness.server.context().filterEvents(any, (session, event) -> {
                throw new IllegalStateException("no");
            });
            harness.loop.runPending();
            harness.plugin.server().emit(FROM_AFAR);
            harness.loop.runPending();

            assertThat(client.all()).isEmpty();
            assertThat(harness.log.texts()).singleElement().asString().contains("the program failed");
        }
    }
}
