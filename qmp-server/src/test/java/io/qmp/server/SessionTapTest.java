package io.qmp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.command.SessionInfo;
import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.Malformed;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.spi.PluginRegistry;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.spi.ServerMetrics;
import io.qmp.api.spi.SessionTap;
import io.qmp.contracts.TextClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTapTest {
    /** A plugin of a user: writes down what passes. */
    static final class RecorderPlugin implements QmpPlugin, SessionTap {
        final List<String> kinds = new ArrayList<>();
        final List<QmpMessage> messages = new ArrayList<>();

        @Override
        public void register(PluginRegistry registry) {
            registry.tap(this);
        }

        @Override
        public void received(SessionInfo session, QmpMessage message) {
            note(session, "->", message);
        }

        @Override
        public void sent(SessionInfo session, QmpMessage message) {
            note(session, "<-", message);
        }

        private void note(SessionInfo session, String direction, QmpMessage message) {
            messages.add(message);
            kinds.add(session.id() + direction + message.getClass().getSimpleName());
        }
    }

    private final RecorderPlugin recorder = new RecorderPlugin();

    @Test
    void allMessagesOfAllSessionsAreSeenInTheirOrder() {
        try (Harness harness = new Harness(ServerOptions.DEFAULT, recorder)) {
            var first = harness.ready();
            harness.ready();
            recorder.kinds.clear();
            first.send("{'execute':'burst','arguments':{'count':1},'id':1} ] {'execute':'no'}");

            assertThat(recorder.kinds)
                    .containsExactly(
                            "1->Request",
                            "1<-Event",
                            "2<-Event",
                            "1<-Success",
                            "1->Malformed",
                            "1<-Failure",
                            "1->Request",
                            "1<-Failure");
        }
    }

    @Test
    void theGreetingAndTheNegotiationAreSeen() {
        try (Harness harness = new Harness(ServerOptions.DEFAULT, recorder)) {
            harness.ready();
            assertThat(recorder.kinds).containsExactly("1<-Greeting", "1->Request", "1<-Success");
            assertThat(recorder.messages.get(0)).isInstanceOf(Greeting.class);
            assertThat(recorder.messages.get(1)).isInstanceOf(Request.class);
            assertThat(recorder.messages.get(2)).isInstanceOf(Reply.Success.class);
        }
    }

    @Test
    void aTapThatDisconnectsTheClientAtItsGreetingEndsTheSession() {
        QmpPlugin disconnecting = registry -> registry.tap(new SessionTap() {
            @Override
            public void received(SessionInfo session, QmpMessage message) {}

            @Override
            public void sent(SessionInfo session, QmpMessage message) {
                registry.server().disconnect(session.monitor());
            }
        });
        try (Harness harness = new Harness(ServerOptions.DEFAULT, disconnecting, recorder)) {
            var client = new TextClient(harness.loop, harness.server.openLocal());
            client.send("{'execute':'qmp_capabilities'}");

            assertThat(client.isClosed()).isTrue();
            assertThat(recorder.kinds).containsExactly("1<-Greeting");
            assertThat(harness.loop.timers()).as("the limit of the negotiation").isEqualTo(0);
        }
    }

    @Test
    void aClientThatIsDisconnectedWhenItsSessionOpensIsNotGreeted() {
        QmpPlugin disconnecting = registry -> registry.metrics(new ServerMetrics() {
            @Override
            public void sessionOpened(SessionInfo session) {
                registry.server().disconnect(session.monitor());
            }
        });
        try (Harness harness = new Harness(ServerOptions.DEFAULT, disconnecting, recorder)) {
            var client = new TextClient(harness.loop, harness.server.openLocal());

            assertThat(client.isClosed()).isTrue();
            assertThat(client.all()).isEmpty();
            assertThat(recorder.kinds).isEmpty();
            assertThat(harness.loop.timers()).as("the limit of the negotiation").isEqualTo(0);
        }
    }

    @Test
    void secretsAreHiddenInRequestsErrorsAndMalformedInput() {
        try (Harness harness = new Harness(ServerOptions.DEFAULT, recorder)) {
            var client = harness.ready();
            client.send("{'execute':'set_password','arguments':{'protocol':'vnc','password':'hunter2'}}");
            client.send("{'execute':'say','arguments':{'text':'x','password':'hunter2'}}");
            client.send("{'execute':hunter2}");
            assertThat(client.all()).hasSizeGreaterThanOrEqualTo(3);
            assertThat(recorder.messages).anyMatch(Malformed.class::isInstance);
            assertThat(recorder.messages.toString()).doesNotContain("hunter2").contains("***");
        }
    }

    @Test
    void aTapThatThrowsCostsNothing() {
        SessionTap failing = new SessionTap() {
            @Override
            public void received(SessionInfo session, QmpMessage message) {
                throw new StackOverflowError();
            }

            @Override
            public void sent(SessionInfo session, QmpMessage message) {
                throw new IllegalStateException("no");
            }
        };
        QmpPlugin plugin = registry -> registry.tap(failing);
        try (Harness harness = new Harness(ServerOptions.DEFAULT, plugin, recorder)) {
            var client = harness.ready();
            assertThat(client.ask("{'execute':'now'}")).isEqualTo("{\"return\": {}}");
            assertThat(recorder.kinds).contains("1<-Greeting", "1<-Success");
            assertThat(harness.log.texts()).anyMatch(text -> text.contains("failed in a tap"));
        }
    }

    @Test
    void anEventThatASessionDoesNotReceiveIsNotSeen() {
        QmpPlugin rule = registry -> registry.eventFilter((session, event) -> session.id() == 2);
        try (Harness harness = new Harness(ServerOptions.DEFAULT, rule, recorder)) {
            harness.ready();
            harness.ready();
            recorder.messages.clear();
            recorder.kinds.clear();
            harness.plugin.server().emit(new TestPlugin.Tick(1));
            harness.loop.runPending();
            assertThat(recorder.kinds).containsExactly("2<-Event");
            assertThat(recorder.messages).allMatch(Event.class::isInstance);
        }
    }
}
