package io.qmp.mux.relay;

import static io.qmp.mux.relay.RelayHarness.OPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.value.QmpObject;
import io.qmp.contracts.TextClient;
import io.qmp.mux.policy.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What passes between several clients and one QEMU. */
class RelayTest {
    private final RelayHarness mux = RelayHarness.connected(OPTIONS);

    @AfterEach
    void close() {
        mux.close();
    }

    @Test
    void clientIsGreetedAsByQemu() {
        assertThat(mux.greeted(Role.OWNER).next())
                .isEqualTo("{\"QMP\": {\"version\": {\"qemu\": {\"micro\": 13, \"minor\": 0, \"major\": 10},"
                        + " \"package\": \"\"}, \"capabilities\": [\"oob\"]}}");
    }

    @Test
    void clientsKeepTheirIds() {
        TextClient one = mux.client(Role.OWNER);
        TextClient other = mux.client(Role.OWNER);
        one.send("{'execute': 'stop', 'id': 1}");
        other.send("{'execute': 'cont', 'id': 1}");
        QmpObject stop = mux.qemu.next();
        QmpObject cont = mux.qemu.next();
        mux.qemu.answer(cont, "{}");
        mux.qemu.answer(stop, "{}");
        assertThat(stop.get("id")).isNotEqualTo(cont.get("id"));
        assertThat(one.next()).isEqualTo("{\"return\": {}, \"id\": 1}");
        assertThat(other.next()).isEqualTo("{\"return\": {}, \"id\": 1}");
    }

    @Test
    void absentIdStaysAbsentAndNullStaysNull() {
        TextClient client = mux.client(Role.OWNER);
        client.send("{'execute': 'stop'}");
        mux.qemu.answer("{}");
        client.send("{'execute': 'cont', 'id': null}");
        mux.qemu.answer("{}");
        assertThat(client.all()).containsExactly("{\"return\": {}}", "{\"return\": {}, \"id\": null}");
    }

    @Test
    void errorPassesUnchanged() {
        TextClient client = mux.client(Role.OWNER);
        client.send("{'execute': 'device_del', 'arguments': {'id': 'd0'}}");
        assertThat(mux.qemu.requested()).containsExactly("device_del");
        mux.qemu.refuse("DeviceNotFound", "Device 'd0' not found");
        assertThat(client.next())
                .isEqualTo("{\"error\": {\"class\": \"DeviceNotFound\", \"desc\": \"Device 'd0' not found\"}}");
    }

    @Test
    void clientThatWaitsDoesNotDelayOthers() {
        TextClient slow = mux.client(Role.OWNER);
        TextClient quick = mux.client(Role.OWNER);
        slow.send("{'execute': 'stop', 'id': 1}{'execute': 'cont', 'id': 2}");
        quick.send("{'execute': 'query-status', 'id': 3}");
        mux.qemu.next();
        QmpObject cont = mux.qemu.next();
        mux.qemu.answer("{\"running\": true}");
        assertThat(quick.next()).endsWith("\"id\": 3}");
        mux.qemu.answer(cont, "{}");
        assertThat(slow.all()).as("replies are in the order of the commands").isEmpty();
    }

    @Test
    void clientHasSeveralCommandsAtQemu() {
        TextClient client = mux.client(Role.OWNER);
        client.send("{'execute': 'stop', 'id': 1}{'execute': 'cont', 'id': 2}{'execute': 1, 'id': 3}");
        assertThat(mux.qemu.requested()).containsExactly("stop", "cont");
        mux.qemu.answer("{}");
        assertThat(client.all()).containsExactly("{\"return\": {}, \"id\": 1}");
        mux.qemu.answer("{}");
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
            mux.qemu.answer("{}");
        }
        assertThat(client.all()).hasSize(100);
    }

    @Test
    void clientsTakeTurns() {
        TextClient flooding = mux.client(Role.OWNER);
        TextClient other = mux.client(Role.OWNER);
        TextClient third = mux.client(Role.OWNER);
        flooding.send("{'execute': 'a'}".repeat(20));
        other.send("{'execute': 'b'}{'execute': 'b'}");
        third.send("{'execute': 'c'}");
        for (int i = 0; i < 6; i++) {
            mux.qemu.answer("{}");
        }
        assertThat(mux.qemu.requested()).as("from the seventh on").containsExactly("c", "a", "b", "a");
        assertThat(flooding.all()).hasSize(5);
        assertThat(other.all()).hasSize(1);
    }

    @Test
    void commandThatWaitsForItsRecordHoldsUpThoseBehindIt() {
        CompletableFuture<Object> recorded = new CompletableFuture<>();
        mux.recorded = recorded;
        TextClient client = mux.client(Role.OWNER);
        client.send("{'execute': 'stop'}{'execute': 'query-status'}");
        mux.client(Role.OWNER).send("{'execute': 'query-name'}");
        assertThat(mux.qemu.requested()).containsExactly("query-name");
        recorded.complete("kept");
        mux.loop.runPending();
        assertThat(mux.qemu.requested()).containsExactly("query-name", "stop", "query-status");
    }

    @Test
    void commandsOfTheMultiplexerHaveTheirPlaceInTheOrder() {
        TextClient client = mux.client(Role.OWNER);
        client.send("{'execute': 'stop'}{'execute': '__io.qmp_mux-events', 'arguments': {'names': []}}"
                + "{'execute': 'cont'}");
        mux.qemu.event("STOP");
        mux.qemu.answer("{}");
        mux.qemu.event("RESUME");
        mux.qemu.answer("{}");
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
        mux.qemu.answer("{}");
        assertThat(client.all()).startsWith("{\"return\": {}}");
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void qemuHasNoMoreCommandsThanTheWindow() {
        List<TextClient> clients = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            TextClient client = mux.client(Role.OWNER);
            client.send("{'execute': 'command-" + i + "'}");
            clients.add(client);
        }
        assertThat(mux.qemu.requested()).containsExactly("command-0", "command-1", "command-2", "command-3");
        mux.qemu.answer("{}");
        assertThat(mux.qemu.requested()).containsExactly("command-1", "command-2", "command-3", "command-4");
        assertThat(clients.get(0).next()).isEqualTo("{\"return\": {}}");
    }

    @Test
    void outOfBandCommandPassesTheWindow() {
        for (int i = 0; i < 5; i++) {
            mux.client(Role.OWNER).send("{'execute': 'slow'}");
        }
        TextClient client = mux.outOfBandClient(Role.OWNER);
        client.send("{'exec-oob': 'migrate-pause', 'id': 'now'}");
        assertThat(mux.qemu.requested()).containsExactly("slow", "slow", "slow", "slow", "migrate-pause");
    }

    @Test
    void eventComesBeforeTheReplyBehindIt() {
        TextClient client = mux.client(Role.OWNER);
        TextClient other = mux.client(Role.OBSERVER);
        client.send("{'execute': 'stop'}");
        QmpObject stop = mux.qemu.next();
        mux.qemu.event("STOP");
        mux.qemu.answer(stop, "{}");
        String event = "{\"timestamp\": {\"seconds\": 1, \"microseconds\": 2}, \"event\": \"STOP\"}";
        assertThat(client.all()).containsExactly(event, "{\"return\": {}}");
        assertThat(other.all()).containsExactly(event);
    }

    @Test
    void clientChoosesItsEvents() {
        TextClient client = mux.client(Role.OWNER);
        client.ask("{'execute': '__io.qmp_mux-events', 'arguments': {'names': ['RESUME']}}");
        mux.qemu.event("STOP");
        mux.qemu.event("RESUME");
        assertThat(client.all()).singleElement().asString().contains("RESUME");
    }

    @Test
    void commandsThatWaitEndWithTheirClient() {
        List<TextClient> clients = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            TextClient client = mux.client(Role.OWNER);
            client.send("{'execute': 'command-" + i + "'}");
            clients.add(client);
        }
        clients.get(4).close();
        clients.get(0).close();
        mux.qemu.answer("{}");
        mux.qemu.answer("{}");
        assertThat(mux.qemu.requested()).containsExactly("command-2", "command-3", "command-5");
        assertThat(mux.audited())
                .contains("DROPPED owner command-4", "ORPHANED owner command-0", "SUCCEEDED owner command-1");
    }

    @Test
    void commandsBehindTheWindowAreDroppedWithTheirClient() {
        TextClient client = mux.outOfBandClient(Role.OWNER);
        client.send("{'execute': 'query-name'}".repeat(OPTIONS.window()) + "{'execute': 'quit'}");
        client.close();
        for (int i = 0; i < OPTIONS.window(); i++) {
            assertThat(mux.qemu.requested()).isNotEmpty();
            mux.qemu.answer("{}");
        }
        assertThat(mux.qemu.requested()).isEmpty();
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
        assertThat(mux.qemu.requested()).isEmpty();
    }
}
