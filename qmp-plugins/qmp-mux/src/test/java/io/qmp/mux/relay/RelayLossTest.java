package io.qmp.mux.relay;

import static io.qmp.mux.relay.RelayHarness.OPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.ConnectFailedException;
import io.qmp.contracts.ScriptedPeer;
import io.qmp.contracts.TextClient;
import io.qmp.mux.options.Backend;
import io.qmp.mux.options.Loss;
import io.qmp.mux.options.MuxOptions;
import io.qmp.mux.policy.Role;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens when QEMU, or a client, is not there. */
@ParameterizedClass
@EnumSource(value = Backend.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
class RelayLossTest {
    private final MuxOptions options;

    RelayLossTest(Backend backend) {
        options = OPTIONS.withBackend(backend);
    }

    @Test
    void clientWaitsForQemu() {
        try (RelayHarness mux = new RelayHarness(options)) {
            TextClient client = mux.greeted(Role.OWNER);
            client.send("{'execute': 'qmp_capabilities', 'id': 1}");
            assertThat(client.all()).isEmpty();
            mux.connect();
            assertThat(client.all()).hasSize(2).last().asString().isEqualTo("{\"return\": {}, \"id\": 1}");
        }
    }

    @Test
    void clientThatHasWaitedForQemuTooLongIsDisconnected() {
        try (RelayHarness mux = new RelayHarness(options)) {
            TextClient client = mux.greeted(Role.OWNER);
            mux.loop.advance(RelayHarness.GREETING_WAIT);
            assertThat(client.isClosed()).isTrue();
            assertThat(client.all()).isEmpty();
            assertThat(mux.log.all)
                    .last()
                    .asString()
                    .endsWith("is not served, disconnected: unix:/run/vm.qmp has not"
                            + " greeted in time: it is not there, or it serves another client");
            mux.connect();
            assertThat(mux.client(Role.OWNER).isClosed()).as("the next one").isFalse();
        }
    }

    @Test
    void whatHasEndedTheLastAttemptIsSaidToThoseWhoWait() {
        try (RelayHarness mux = new RelayHarness(options)) {
            mux.plugin.start(mux.peer);
            mux.loop.runPending();
            mux.killQemu();
            mux.peer.comeSilently();
            mux.loop.runPending();
            mux.greeted(Role.OWNER);
            mux.loop.advance(RelayHarness.GREETING_WAIT);
            assertThat(mux.log.all).last().asString().contains("unix:/run/vm.qmp has not greeted in time: ");
            assertThat(mux.log.all).last().asString().doesNotContain("it is not there");
        }
    }

    @Test
    void qemuThatEndsBeforeItGreetsIsWaitedFor() {
        try (RelayHarness mux = new RelayHarness(options)) {
            mux.plugin.start(mux.peer);
            mux.loop.runPending();
            mux.killQemu();
            mux.loop.runPending();
            assertThat(mux.plugin.ended()).isNotDone();
            mux.peer.comeAgain();
            assertThat(mux.client(Role.OWNER).isClosed()).isFalse();
        }
    }

    @Test
    void addressToWhichThereIsNoWayEndsTheMultiplexerWithTheCause() {
        try (RelayHarness mux = new RelayHarness(options)) {
            mux.qemu.close();
            mux.plugin.start(mux.peer);
            mux.loop.runPending();
            assertThat(mux.plugin.ended())
                    .failsWithin(Duration.ZERO)
                    .withThrowableThat()
                    .withCauseInstanceOf(ConnectFailedException.class)
                    .withMessageContaining("no QEMU");
        }
    }

    @Test
    void clientWithoutRoleIsDisconnected() {
        try (RelayHarness mux = RelayHarness.connected(options)) {
            TextClient client = mux.greeted(null);
            assertThat(client.isClosed()).isTrue();
            assertThat(client.all()).isEmpty();
        }
    }

    @Test
    void commandsEndWithQemu() {
        try (RelayHarness mux = RelayHarness.connected(options)) {
            TextClient client = mux.client(Role.OWNER);
            client.send("{'execute': 'stop', 'id': 1}");
            mux.killQemu();
            assertThat(client.all())
                    .as("as from QEMU, which may have executed it")
                    .isEmpty();
            assertThat(client.isClosed()).isTrue();
            assertThat(mux.plugin.ended()).isDone();
            assertThat(mux.audited()).containsExactly("begins owner stop", "LOST owner stop");
        }
    }

    @Test
    void descriptorNamesAreClosedWithTheirClient() {
        try (RelayHarness mux = RelayHarness.connected(options)) {
            TextClient client = mux.client(Role.OWNER);
            client.send("{'execute': 'getfd', 'arguments': {'fdname': 'x'}}");
            mux.at(client).answer("{}");
            client.send("{'execute': 'add-fd'}");
            mux.at(client).answer("{\"fdset-id\": 3, \"fd\": 12}");
            client.close();
            ScriptedPeer monitor = mux.at(client);
            assertThat(monitor.requested()).containsExactly("closefd", "remove-fd");
            assertThat(monitor.isClosed()).isFalse();
            assertThat(monitor.next().object("arguments").orElseThrow().string("fdname"))
                    .contains("x");
            assertThat(monitor.next().object("arguments").orElseThrow().integer("fdset-id"))
                    .hasValue(3);
        }
    }

    @Test
    void clientThatReadsTooSlowlyIsToldWhatItHasMissed() {
        try (RelayHarness mux = RelayHarness.connected(options)) {
            TextClient client = mux.client(Role.OWNER);
            TextClient other = mux.client(Role.OWNER);
            client.stopReading();
            int events = 3000;
            for (int i = 0; i < events; i++) {
                mux.event("STOP");
            }
            assertThat(other.all()).hasSize(events);
            client.startReading();
            int received = client.all().size();
            assertThat(received).isLessThan(events);
            mux.event("RESUME");
            assertThat(client.next()).contains("__io.qmp_MUX_GAP", "\"dropped\": " + (events - received));
            assertThat(client.next()).contains("RESUME");
            assertThat(other.all()).singleElement().asString().contains("RESUME");
        }
    }

    @Test
    void clientsThatOutliveQemuSeeItGoAndCome() {
        try (RelayHarness mux = RelayHarness.connected(options.withOnLoss(Loss.HOLD))) {
            TextClient client = mux.client(Role.OWNER);
            client.send("{'execute': 'stop', 'id': 1}");
            mux.loseQemu();
            assertThat(client.all())
                    .hasSize(2)
                    .anySatisfy(line -> assertThat(line).contains("__io.qmp_MUX_UPSTREAM", "\"down\""))
                    .anySatisfy(line -> assertThat(line).contains("\"id\": 1", "upstream connection lost"));
            assertThat(client.ask("{'execute': 'cont'}")).contains("upstream connection is not there");
            mux.comeAgain();
            assertThat(client.next()).contains("__io.qmp_MUX_UPSTREAM", "\"up\"");
            client.send("{'execute': 'cont', 'id': 2}");
            mux.at(client).answer("{}");
            assertThat(client.all()).containsExactly("{\"return\": {}, \"id\": 2}");
        }
    }

    @Test
    void namesOfDescriptorsEndWithQemu() {
        try (RelayHarness mux = RelayHarness.connected(options.withOnLoss(Loss.HOLD))) {
            TextClient client = mux.client(Role.OWNER);
            client.send("{'execute': 'getfd', 'arguments': {'fdname': 'x'}}");
            mux.at(client).answer("{}");
            mux.loseQemu();
            mux.comeAgain();
            client.close();
            assertThat(mux.at(client).requested()).isEmpty();
        }
    }
}
