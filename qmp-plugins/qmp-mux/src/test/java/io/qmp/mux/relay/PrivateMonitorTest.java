package io.qmp.mux.relay;

import static io.qmp.mux.relay.RelayHarness.OPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.error.WrongStateException;
import io.qmp.contracts.ScriptedPeer;
import io.qmp.contracts.TextClient;
import io.qmp.mux.options.Backend;
import io.qmp.mux.options.Loss;
import io.qmp.mux.options.MuxOptions;
import io.qmp.mux.policy.Role;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Monitors that are one client's alone: how they are made and removed, and what happens if they cannot be. */
class PrivateMonitorTest {
    private static final MuxOptions PRIVATE = OPTIONS.withBackend(Backend.PRIVATE);
    private static final List<String> MAKING = List.of("getfd", "chardev-add", "object-add");

    private static RelayHarness hold() {
        return RelayHarness.connected(PRIVATE.withOnLoss(Loss.HOLD));
    }

    /** A client that has left a descriptor with its monitor. */
    private static TextClient withDescriptor(RelayHarness mux) {
        TextClient client = mux.client(Role.OWNER);
        client.send("{'execute': 'getfd', 'arguments': {'fdname': 'x'}}");
        mux.at(client).answer("{}");
        return client;
    }

    @Test
    void eachClientHasAMonitorWhichIsClosedWithIt() {
        try (RelayHarness mux = RelayHarness.connected(PRIVATE)) {
            assertThat(mux.peer.changes).as("tried out").isEqualTo(MAKING);
            assertThat(mux.peer.made)
                    .singleElement()
                    .satisfies(tried -> assertThat(tried.isClosed()).isTrue());
            TextClient one = mux.client(Role.OWNER);
            TextClient other = mux.client(Role.OWNER);
            assertThat(mux.peer.made).hasSize(3);
            one.close();
            assertThat(mux.at(one).isClosed()).isTrue();
            assertThat(mux.at(other).isClosed()).isFalse();
        }
    }

    @Test
    void windowIsEachClients() {
        try (RelayHarness mux = RelayHarness.connected(PRIVATE)) {
            TextClient flooding = mux.client(Role.OWNER);
            TextClient other = mux.client(Role.OWNER);
            flooding.send("{'execute': 'a'}".repeat(20));
            other.send("{'execute': 'b'}".repeat(6));
            assertThat(mux.at(flooding).requested()).hasSize(PRIVATE.window());
            assertThat(mux.at(other).requested()).hasSize(PRIVATE.window());
        }
    }

    @Test
    void namesOfDescriptorsAreEachClients() {
        try (RelayHarness mux = RelayHarness.connected(PRIVATE)) {
            for (int i = 0; i < 2; i++) {
                assertThat(withDescriptor(mux).next()).isEqualTo("{\"return\": {}}");
            }
        }
    }

    @Test
    void monitorIsClosedWhenItsCommandsHaveEndedAndWhatItsClientLeftIsClosed() {
        try (RelayHarness mux = RelayHarness.connected(PRIVATE)) {
            TextClient client = mux.client(Role.OWNER);
            client.send("{'execute': 'getfd', 'arguments': {'fdname': 'x'}}{'execute': 'stop'}");
            client.close();
            ScriptedPeer monitor = mux.at(client);
            monitor.answer("{}"); // getfd
            assertThat(monitor.isClosed()).isFalse();
            monitor.answer("{}"); // stop
            assertThat(monitor.requested()).containsExactly("closefd");
            monitor.answer("{}");
            assertThat(monitor.isClosed()).isTrue();
            assertThat(mux.audited()).contains("ORPHANED owner stop");
        }
    }

    @Test
    void clientThatLeavesWhileItsMonitorIsMadeLeavesNothing() {
        try (RelayHarness mux = RelayHarness.connected(PRIVATE)) {
            mux.peer.holdsAnswers = true;
            TextClient client = mux.greeted(Role.OWNER);
            client.close();
            mux.peer.holdsAnswers = false;
            mux.peer.answerAll();
            assertThat(mux.peer.made)
                    .last()
                    .satisfies(monitor -> assertThat(monitor.isClosed()).isTrue());
        }
    }

    /** QEMU 11.1.3 crashes if the other end is closed while a monitor begins. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void monitorIsNotClosedBeforeItHasGreeted(boolean waitsTooLong) {
        try (RelayHarness mux = RelayHarness.connected(PRIVATE)) {
            mux.peer.holdsGreetings = true;
            TextClient client = mux.greeted(Role.OWNER);
            if (waitsTooLong) {
                mux.loop.advance(RelayHarness.GREETING_WAIT.multipliedBy(10));
                assertThat(client.isClosed()).isTrue();
            } else {
                client.close();
            }
            ScriptedPeer monitor = mux.at(client);
            assertThat(monitor.isClosed()).isFalse();
            mux.peer.greetLast();
            assertThat(monitor.isClosed()).isTrue();
        }
    }

    @Test
    void closingWaitsForAMonitorThatHasNotGreeted() {
        RelayHarness mux = RelayHarness.connected(PRIVATE);
        mux.peer.holdsGreetings = true;
        mux.greeted(Role.OWNER);
        mux.close();
        assertThat(mux.plugin.closed()).isNotDone();
        mux.peer.greetLast();
        assertThat(mux.plugin.closed()).isDone();
    }

    @Test
    void closingWaitsForWhatClientsLeft() {
        RelayHarness mux = RelayHarness.connected(PRIVATE);
        TextClient client = withDescriptor(mux);
        mux.close();
        assertThat(client.isClosed()).isTrue();
        assertThat(mux.qemu.isClosed()).isFalse();
        mux.at(client).answer("{}"); // closefd
        assertThat(mux.at(client).isClosed()).isTrue();
        assertThat(mux.qemu.isClosed()).isTrue();
        assertThat(mux.plugin.closed()).isDone();
    }

    @Test
    void closingDoesNotWaitForEver() {
        RelayHarness mux = RelayHarness.connected(PRIVATE);
        withDescriptor(mux);
        mux.close();
        mux.loop.advance(PRIVATE.grace());
        assertThat(mux.plugin.closed()).isDone();
    }

    @Test
    void whatIsHalfMadeIsRemovedAndTheClientDisconnected() {
        try (RelayHarness mux = RelayHarness.connected(PRIVATE)) {
            mux.peer.changes.clear();
            mux.peer.answers.put("object-add", "No more monitors");
            assertThat(mux.greeted(Role.OWNER).isClosed()).isTrue();
            assertThat(mux.peer.changes)
                    .containsExactly("getfd", "chardev-add", "object-add", "chardev-remove", "closefd");
            mux.peer.answers.remove("object-add");
            assertThat(mux.client(Role.OWNER).isClosed()).as("the next one").isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void multiplexerEndsIfMonitorsAreAskedForAndCannotBeMade(boolean saysTheVersion) {
        RelayHarness mux = new RelayHarness(PRIVATE);
        mux.peer.makesMonitors = !saysTheVersion;
        mux.peer.answers.put("qom-list-types", "[]");
        mux.connect();
        assertThat(mux.plugin.ended())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(WrongStateException.class)
                .withMessageContaining("cannot make monitors at run time, as QEMU can since 11.1");
    }

    @Test
    void clientsShareAMonitorIfDescriptorsCannotBePassed() {
        RelayHarness mux = new RelayHarness(OPTIONS);
        mux.peer.makesMonitors = true;
        mux.qemu.refuseDescriptors();
        mux.connect();
        TextClient client = mux.client(Role.OWNER);
        client.send("{'execute': 'stop'}");
        assertThat(mux.qemu.requested()).containsExactly("stop");
        mux.close();
    }

    @Test
    void monitorsThatAMultiplexerHasLeftHalfMadeAreRemoved() {
        RelayHarness mux = new RelayHarness(PRIVATE);
        mux.peer.answers.put(
                "query-chardev",
                "[{\"label\": \"qmp-mux-1-2\", \"filename\": \"disconnected:fd:qmp-mux-1-2\"},"
                        + " {\"label\": \"qmp-mux-1-3\", \"filename\": \"unix:\"},"
                        + " {\"label\": \"mine\", \"filename\": \"disconnected:fd:mine\"}]");
        mux.connect();
        assertThat(mux.peer.changes)
                .containsExactly("object-del", "chardev-remove", "getfd", "chardev-add", "object-add");
        mux.close();
    }

    @Test
    void monitorThatIsLostAloneIsMadeAgain() {
        try (RelayHarness mux = hold()) {
            TextClient client = mux.client(Role.OWNER);
            client.send("{'execute': 'stop', 'id': 1}");
            mux.at(client).close();
            mux.peer.answerAll();
            assertThat(client.all()).hasSize(3).last().asString().contains("__io.qmp_MUX_UPSTREAM", "\"up\"");
            client.send("{'execute': 'cont'}");
            assertThat(mux.peer.made)
                    .last()
                    .satisfies(monitor -> assertThat(monitor.requested()).containsExactly("cont"));
        }
    }

    @Test
    void clientWhoseMonitorCannotBeMadeAgainIsDisconnected() {
        try (RelayHarness mux = hold()) {
            TextClient client = mux.client(Role.OWNER);
            TextClient other = mux.client(Role.OWNER);
            mux.peer.answers.put("object-add", "No more monitors");
            mux.at(client).close();
            mux.peer.answerAll();
            assertThat(client.isClosed()).isTrue();
            assertThat(other.isClosed()).isFalse();
        }
    }

    @Test
    void clientWhoseMonitorIsLostIsDisconnectedAndOthersAreNot() {
        try (RelayHarness mux = RelayHarness.connected(PRIVATE)) {
            TextClient client = mux.client(Role.OWNER);
            TextClient other = mux.client(Role.OWNER);
            client.send("{'execute': 'stop', 'id': 1}");
            mux.at(client).close();
            assertThat(client.all()).isEmpty();
            assertThat(client.isClosed()).isTrue();
            assertThat(other.isClosed()).isFalse();
        }
    }

    @Test
    void lastWordsOfQemuReachEachClient() {
        try (RelayHarness mux = RelayHarness.connected(PRIVATE)) {
            TextClient client = mux.client(Role.OWNER);
            TextClient other = mux.client(Role.OWNER);
            client.send("{'execute': 'quit', 'id': 1}");
            mux.qemu.close(); // its end is seen first
            mux.at(other).event("SHUTDOWN");
            mux.at(other).close();
            mux.at(client).answer("{}");
            mux.at(client).close();
            assertThat(client.all()).containsExactly("{\"return\": {}, \"id\": 1}");
            assertThat(other.all()).singleElement().asString().contains("SHUTDOWN");
            assertThat(mux.plugin.ended()).isDone();
        }
    }

    @Test
    void multiplexerEndsWithQemuAlsoIfAMonitorStaysOpen() {
        try (RelayHarness mux = RelayHarness.connected(PRIVATE)) {
            mux.client(Role.OWNER);
            mux.qemu.close();
            assertThat(mux.plugin.ended()).isNotDone();
            mux.loop.advance(PRIVATE.grace());
            assertThat(mux.plugin.ended()).isDone();
        }
    }

    @Test
    void monitorsOfTheMultiplexerAreNotTouched() {
        try (RelayHarness mux = RelayHarness.connected(PRIVATE)) {
            TextClient client = mux.client(Role.OWNER);
            String refusal = "is a connection of the multiplexer";
            String another = mux.peer.names.get(0);
            for (String id : List.of("compat_monitor0", another)) {
                assertThat(client.ask("{'execute': 'object-del', 'arguments': {'id': '" + id + "'}}"))
                        .contains(id.equals(another) ? refusal : "Cannot delete the current QMP monitor");
                assertThat(client.ask("{'execute': 'qom-set', 'arguments': {'path': '/objects/" + id
                                + "', 'property': 'close-action', 'value': 'none'}}"))
                        .contains(refusal);
            }
            assertThat(client.ask("{'execute': 'yank', 'arguments': {'instances': [{'type': 'chardev', 'id': '"
                            + another + "'}]}}"))
                    .contains("is the connection of the multiplexer");
            client.send("{'execute': 'object-del', 'arguments': {'id': 'mine'}}");
            assertThat(mux.at(client).requested()).containsExactly("object-del");
        }
    }
}
