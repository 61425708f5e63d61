package io.qmp.mux.relay;

import static io.qmp.mux.relay.RelayHarness.OPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.contracts.TextClient;
import io.qmp.mux.policy.Role;
import org.junit.jupiter.api.Test;

/** What happens when QEMU, or a client, is not there. */
class RelayLossTest {
    @Test
    void clientWaitsForQemu() {
        try (RelayHarness mux = new RelayHarness(OPTIONS)) {
            TextClient client = mux.greeted(Role.OWNER);
            client.send("{'execute': 'qmp_capabilities', 'id': 1}");
            assertThat(client.all()).isEmpty();
            mux.connect();
            assertThat(client.all()).hasSize(2).last().asString().isEqualTo("{\"return\": {}, \"id\": 1}");
        }
    }

    @Test
    void clientThatHasWaitedForQemuTooLongIsDisconnected() {
        try (RelayHarness mux = new RelayHarness(OPTIONS)) {
            TextClient client = mux.greeted(Role.OWNER);
            mux.loop.advance(RelayHarness.GREETING_WAIT);
            assertThat(client.isClosed()).isTrue();
            assertThat(client.all()).isEmpty();
            mux.connect();
            assertThat(mux.client(Role.OWNER).isClosed()).as("the next one").isFalse();
        }
    }

    @Test
    void clientWithoutRoleIsDisconnected() {
        try (RelayHarness mux = RelayHarness.connected(OPTIONS)) {
            TextClient client = mux.greeted(null);
            assertThat(client.isClosed()).isTrue();
            assertThat(client.all()).isEmpty();
        }
    }

    @Test
    void commandsEndWithQemu() {
        try (RelayHarness mux = RelayHarness.connected(OPTIONS)) {
            TextClient client = mux.client(Role.OWNER);
            client.send("{'execute': 'stop', 'id': 1}");
            mux.qemu.close();
            assertThat(client.all())
                    .as("as from QEMU, which may have executed it")
                    .isEmpty();
            assertThat(client.isClosed()).isTrue();
            assertThat(mux.plugin.ended()).isDone();
            assertThat(mux.audited()).containsExactly("begins owner stop", "LOST owner stop");
        }
    }

    @Test
    void nameThatIsHeldStaysWhenItIsNotTakenAgain() {
        try (RelayHarness mux = RelayHarness.connected(OPTIONS)) {
            String getfd = "{'execute': 'getfd', 'arguments': {'fdname': 'x'}}";
            TextClient client = mux.client(Role.OWNER);
            client.send(getfd);
            mux.qemu.answer("{}");
            client.send(getfd);
            mux.qemu.refuse("GenericError", "No file descriptor supplied via SCM_RIGHTS");
            assertThat(mux.client(Role.OWNER).ask(getfd)).contains("in use by another client");
            client.send("{'execute': 'closefd', 'arguments': {'fdname': 'x'}}");
            mux.qemu.answer("{}");
            mux.client(Role.OWNER).send(getfd);
            assertThat(mux.qemu.requested()).containsExactly("getfd");
        }
    }

    @Test
    void descriptorNamesAreClosedWithTheirClient() {
        try (RelayHarness mux = RelayHarness.connected(OPTIONS)) {
            TextClient client = mux.client(Role.OWNER);
            client.send("{'execute': 'getfd', 'arguments': {'fdname': 'x'}}");
            mux.qemu.answer("{}");
            TextClient other = mux.client(Role.OWNER);
            assertThat(other.ask("{'execute': 'getfd', 'arguments': {'fdname': 'x'}}"))
                    .contains("File descriptor named 'x' is in use by another client");
            assertThat(other.ask("{'execute': 'closefd', 'arguments': {'fdname': 'x'}}"))
                    .contains("File descriptor named 'x' not found");
            client.send("{'execute': 'add-fd'}");
            mux.qemu.answer("{\"fdset-id\": 3, \"fd\": 12}");
            client.close();
            assertThat(mux.qemu.requested()).containsExactly("closefd", "remove-fd");
            assertThat(mux.qemu.next().object("arguments").orElseThrow().string("fdname"))
                    .contains("x");
            assertThat(mux.qemu.next().object("arguments").orElseThrow().integer("fdset-id"))
                    .hasValue(3);
        }
    }

    @Test
    void clientThatReadsTooSlowlyIsToldWhatItHasMissed() {
        try (RelayHarness mux = RelayHarness.connected(OPTIONS)) {
            TextClient client = mux.client(Role.OWNER);
            TextClient other = mux.client(Role.OWNER);
            client.stopReading();
            int events = 3000;
            for (int i = 0; i < events; i++) {
                mux.qemu.event("STOP");
            }
            assertThat(other.all()).hasSize(events);
            client.startReading();
            int received = client.all().size();
            assertThat(received).isLessThan(events);
            mux.qemu.event("RESUME");
            assertThat(client.next()).contains("__io.qmp_MUX_GAP", "\"dropped\": " + (events - received));
            assertThat(client.next()).contains("RESUME");
            assertThat(other.all()).singleElement().asString().contains("RESUME");
        }
    }
}
