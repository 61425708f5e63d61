package io.qmp.mux.relay;

import static io.qmp.mux.relay.RelayHarness.OPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.value.QmpObject;
import io.qmp.contracts.TextClient;
import io.qmp.mux.options.Backend;
import io.qmp.mux.policy.Role;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What passes between several clients and one QEMU, whether they share a monitor or not. */
@ParameterizedClass
@EnumSource(value = Backend.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
class RelayTest {
    private final RelayHarness mux;

    RelayTest(Backend backend) {
        mux = RelayHarness.connected(OPTIONS.withBackend(backend));
    }

    @AfterEach
    void close() {
        mux.close();
    }

    @Test
    void clientIsGreetedAsByQemu() {
        assertThat(mux.greeted(Role.OWNER).next())
                .startsWith("{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 13, \"minor\": ")
                .endsWith("}, \"package\": \"\"}, \"capabilities\": [\"oob\"]}}");
    }

    @Test
    void clientsKeepTheirIds() {
        TextClient one = mux.client(Role.OWNER);
        TextClient other = mux.client(Role.OWNER);
        one.send("{'execute': 'stop', 'id': 1}");
        other.send("{'execute': 'cont', 'id': 1}");
        QmpObject stop = mux.at(one).next();
        QmpObject cont = mux.at(other).next();
        mux.at(other).answer(cont, "{\"of\": \"cont\"}");
        mux.at(one).answer(stop, "{\"of\": \"stop\"}");
        assertThat(one.next()).isEqualTo("{\"return\": {\"of\": \"stop\"}, \"id\": 1}");
        assertThat(other.next()).isEqualTo("{\"return\": {\"of\": \"cont\"}, \"id\": 1}");
    }

    @Test
    void absentIdStaysAbsentAndNullStaysNull() {
        TextClient client = mux.client(Role.OWNER);
        client.send("{'execute': 'stop'}");
        mux.at(client).answer("{}");
        client.send("{'execute': 'cont', 'id': null}");
        mux.at(client).answer("{}");
        assertThat(client.all()).containsExactly("{\"return\": {}}", "{\"return\": {}, \"id\": null}");
    }

    @Test
    void errorPassesUnchanged() {
        TextClient client = mux.client(Role.OWNER);
        client.send("{'execute': 'device_del', 'arguments': {'id': 'd0'}}");
        assertThat(mux.at(client).requested()).containsExactly("device_del");
        mux.at(client).refuse("DeviceNotFound", "Device 'd0' not found");
        assertThat(client.next())
                .isEqualTo("{\"error\": {\"class\": \"DeviceNotFound\", \"desc\": \"Device 'd0' not found\"}}");
    }

    @Test
    void clientThatWaitsDoesNotDelayOthers() {
        TextClient slow = mux.client(Role.OWNER);
        TextClient quick = mux.client(Role.OWNER);
        slow.send("{'execute': 'stop', 'id': 1}{'execute': 'cont', 'id': 2}");
        quick.send("{'execute': 'query-status', 'id': 3}");
        mux.at(slow).next();
        QmpObject cont = mux.at(slow).next();
        mux.at(quick).answer("{\"running\": true}");
        assertThat(quick.next()).endsWith("\"id\": 3}");
        mux.at(slow).answer(cont, "{}");
        assertThat(slow.all()).as("replies are in the order of the commands").isEmpty();
    }

    @Test
    void clientHasSeveralCommandsAtQemu() {
        TextClient client = mux.client(Role.OWNER);
        client.send("{'execute': 'stop', 'id': 1}{'execute': 'cont', 'id': 2}{'execute': 1, 'id': 3}");
        assertThat(mux.at(client).requested()).containsExactly("stop", "cont");
        mux.at(client).answer("{}");
        assertThat(client.all()).containsExactly("{\"return\": {}, \"id\": 1}");
        mux.at(client).answer("{}");
        assertThat(client.all())
                .containsExactly(
                        "{\"return\": {}, \"id\": 2}",
                        "{\"id\": 3, \"error\": {\"class\": \"GenericError\", \"desc\":"
                                + " \"QMP input member 'execute' must be a string\"}}");
    }

    @Test
    void clientMaySendFarMoreThanMayBeUnderWay() {
        TextClient client = mux.client(Role.OWNER);
        client.send("{'execute': 'query-name'}".repeat(100));
        for (int i = 0; i < 100; i++) {
            mux.at(client).answer("{}");
        }
        assertThat(client.all()).hasSize(100);
    }

    @Test
    void commandThatWaitsForItsRecordHoldsUpThoseBehindIt() {
        CompletableFuture<Object> recorded = new CompletableFuture<>();
        mux.recorded = recorded;
        TextClient client = mux.client(Role.OWNER);
        client.send("{'execute': 'stop'}{'execute': 'query-status'}");
        TextClient other = mux.client(Role.OWNER);
        other.send("{'execute': 'query-name'}");
        mux.at(other).answer("{}");
        assertThat(other.all()).hasSize(1);
        assertThat(mux.at(client).requested()).isEmpty();
        recorded.complete("kept");
        mux.loop.runPending();
        assertThat(mux.at(client).requested()).containsExactly("stop", "query-status");
    }

    @Test
    void commandsOfTheMultiplexerHaveTheirPlaceInTheOrder() {
        TextClient client = mux.client(Role.OWNER);
        client.send("{'execute': 'stop'}{'execute': '__io.qmp_mux-events', 'arguments': {'names': []}}"
                + "{'execute': 'cont'}");
        mux.event("STOP");
        mux.at(client).answer("{}");
        mux.event("RESUME");
        mux.at(client).answer("{}");
        assertThat(client.all())
                .hasSize(4)
                .first()
                .asString()
                .as("the only event")
                .contains("STOP");
    }

    @Test
    void clientThatDisconnectsItselfHasItsEarlierReplies() {
        TextClient client = mux.client(Role.OWNER);
        client.send("{'execute': 'stop'}"
                + "{'execute': '__io.qmp_mux-disconnect', 'arguments': {'session': 1}}{'execute': 'cont'}");
        mux.at(client).answer("{}");
        assertThat(client.all()).startsWith("{\"return\": {}}");
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void outOfBandCommandPassesTheWindow() {
        TextClient client = mux.outOfBandClient(Role.OWNER);
        client.send("{'execute': 'slow'}".repeat(5));
        client.send("{'exec-oob': 'migrate-pause', 'id': 'now'}");
        assertThat(mux.at(client).requested()).containsExactly("slow", "slow", "slow", "slow", "migrate-pause");
    }

    @Test
    void eventComesBeforeTheReplyBehindIt() {
        TextClient client = mux.client(Role.OWNER);
        TextClient other = mux.client(Role.OBSERVER);
        client.send("{'execute': 'stop'}");
        QmpObject stop = mux.at(client).next();
        mux.event("STOP");
        mux.at(client).answer(stop, "{}");
        String event = "{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"STOP\"}";
        assertThat(client.all()).containsExactly(event, "{\"return\": {}}");
        assertThat(other.all()).containsExactly(event);
    }

    @Test
    void clientChoosesItsEvents() {
        TextClient client = mux.client(Role.OWNER);
        client.ask("{'execute': '__io.qmp_mux-events', 'arguments': {'names': ['RESUME']}}");
        mux.event("STOP");
        mux.event("RESUME");
        assertThat(client.all()).singleElement().asString().contains("RESUME");
    }

    @Test
    void commandsBehindTheWindowAreDroppedWithTheirClient() {
        TextClient client = mux.outOfBandClient(Role.OWNER);
        client.send("{'execute': 'query-name'}".repeat(OPTIONS.window()) + "{'execute': 'quit'}");
        client.close();
        for (int i = 0; i < OPTIONS.window(); i++) {
            assertThat(mux.at(client).requested()).isNotEmpty();
            mux.at(client).answer("{}");
        }
        assertThat(mux.at(client).requested()).isEmpty();
        assertThat(mux.audited())
                .startsWith("begins owner quit", "DROPPED owner quit")
                .endsWith("ORPHANED owner query-name");
    }

    @Test
    void listOfClientsNamesThem() {
        TextClient client = mux.client(Role.OWNER);
        mux.client(Role.OBSERVER);
        assertThat(client.ask("{'execute': '__io.qmp_mux-clients'}"))
                .contains("\"role\": \"owner\"", "\"role\": \"observer\"");
    }

    @Test
    void ownerDisconnectsAClient() {
        TextClient owner = mux.client(Role.OWNER);
        TextClient other = mux.client(Role.OBSERVER);
        assertThat(owner.ask("{'execute': '__io.qmp_mux-disconnect', 'arguments': {'session': 2}}"))
                .isEqualTo("{\"return\": {}}");
        assertThat(other.isClosed()).isTrue();
        assertThat(owner.isClosed()).isFalse();
        assertThat(owner.ask("{'execute': '__io.qmp_mux-disconnect', 'arguments': {'session': 2}}"))
                .contains("There is no session 2");
    }

    @Test
    void malformedInputIsAnsweredHere() {
        TextClient client = mux.client(Role.OWNER);
        assertThat(client.ask("{'execute': 1}")).contains("QMP input member 'execute' must be a string");
        assertThat(mux.at(client).requested()).isEmpty();
    }
}
