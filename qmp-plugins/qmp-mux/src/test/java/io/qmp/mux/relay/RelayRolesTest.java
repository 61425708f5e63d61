package io.qmp.mux.relay;

import static io.qmp.mux.relay.RelayHarness.OPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.contracts.TextClient;
import io.qmp.mux.options.MuxOptions;
import io.qmp.mux.options.Quit;
import io.qmp.mux.policy.Role;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What roles, guards and the audit do to commands. */
class RelayRolesTest {
    private static MuxOptions quit(Quit quit) {
        return MuxOptions.DEFAULT.withQuit(quit);
    }

    @Test
    void deniedCommandIsDisabled() {
        try (RelayHarness mux = RelayHarness.connected(OPTIONS)) {
            TextClient client = mux.client(Role.OBSERVER);
            assertThat(client.ask("{'execute': 'stop', 'id': 1}"))
                    .isEqualTo(
                            "{\"id\": 1, \"error\": {\"class\": \"CommandNotFound\", \"desc\": \"Command stop has been"
                                    + " disabled: not permitted for role observer\"}}");
            assertThat(mux.qemu.requested()).isEmpty();
            assertThat(mux.audited()).containsExactly("DENIED observer stop");
        }
    }

    @Test
    void listsHaveWhatTheRoleMayUse() {
        try (RelayHarness mux = RelayHarness.connected(OPTIONS)) {
            TextClient client = mux.client(Role.OBSERVER);
            client.send("{'execute': 'query-commands'}");
            mux.qemu.answer("[{\"name\": \"stop\"}, {\"name\": \"query-status\"}, {\"name\": \"qmp_capabilities\"}]");
            String listed = "{\"return\": [{\"name\": \"query-status\"}, {\"name\": \"qmp_capabilities\"},"
                    + " {\"name\": \"__io.qmp_mux-events\"}]}";
            assertThat(client.next()).isEqualTo(listed);
            assertThat(client.ask("{'execute': 'query-commands'}"))
                    .as("from memory")
                    .isEqualTo(listed);
            client.send("{'execute': 'query-qmp-schema'}");
            mux.qemu.answer("[{\"name\": \"stop\", \"meta-type\": \"command\"}, {\"name\": \"0\", \"meta-type\":"
                    + " \"object\"}, {\"name\": \"STOP\", \"meta-type\": \"event\"}]");
            assertThat(client.next())
                    .startsWith("{\"return\": [{\"name\": \"0\", \"meta-type\": \"object\"}, {\"name\": \"STOP\","
                            + " \"meta-type\": \"event\"}, {")
                    .contains("\"name\": \"__io.qmp_mux-events\"")
                    .doesNotContain("\"stop\"", "__io.qmp_mux-disconnect");
        }
    }

    @Test
    void quitOfAnOwnerIsPassedOn() {
        try (RelayHarness mux = RelayHarness.connected(quit(Quit.FORWARD))) {
            mux.client(Role.OWNER).send("{'execute': 'quit'}");
            assertThat(mux.qemu.requested()).containsExactly("quit");
        }
    }

    @Test
    void quitOfOthersIsDisabledWhateverTheirRulesSay() {
        try (RelayHarness mux = RelayHarness.connected(quit(Quit.FORWARD))) {
            TextClient client = mux.client(Role.OWNER.named("almost"));
            assertThat(client.ask("{'execute': 'quit'}")).contains("not permitted for role almost");
            assertThat(mux.qemu.requested()).isEmpty();
        }
    }

    @Test
    void quitEndsTheSessionIfToldSo() {
        try (RelayHarness mux = RelayHarness.connected(quit(Quit.CLOSE))) {
            TextClient client = mux.client(Role.OWNER);
            TextClient other = mux.client(Role.OWNER);
            assertThat(client.ask("{'execute': 'quit', 'id': 1}")).isEqualTo("{\"return\": {}, \"id\": 1}");
            assertThat(client.isClosed()).isTrue();
            assertThat(other.isClosed()).isFalse();
            assertThat(mux.qemu.requested()).isEmpty();
        }
    }

    @Test
    void quitIsRefusedIfToldSo() {
        try (RelayHarness mux = RelayHarness.connected(quit(Quit.REFUSE))) {
            assertThat(mux.client(Role.OWNER).ask("{'execute': 'quit'}")).contains("does not pass quit on");
        }
    }

    @Test
    void connectionOfTheMultiplexerIsNotYanked() {
        try (RelayHarness mux = RelayHarness.connected(OPTIONS)) {
            TextClient client = mux.client(Role.OWNER);
            assertThat(client.ask(
                            "{'execute': 'yank', 'arguments': {'instances': [{'type': 'chardev', 'id': 'own'}]}}"))
                    .contains("GenericError", "is the connection of the multiplexer");
            client.send("{'execute': 'yank', 'arguments': {'instances': [{'type': 'chardev', 'id': 'other'}]}}");
            assertThat(mux.qemu.requested()).containsExactly("yank");
        }
    }

    @Test
    void commandIsSentWhenItIsRecorded() {
        try (RelayHarness mux = RelayHarness.connected(OPTIONS)) {
            CompletableFuture<Void> kept = new CompletableFuture<>();
            mux.recorded = kept;
            mux.client(Role.OWNER).send("{'execute': 'stop'}");
            assertThat(mux.qemu.requested()).isEmpty();
            assertThat(mux.audited()).containsExactly("begins owner stop");
            kept.complete(null);
            assertThat(mux.qemu.requested()).containsExactly("stop");
            mux.qemu.answer("{}");
            assertThat(mux.audited()).containsExactly("begins owner stop", "SUCCEEDED owner stop");
        }
    }

    @Test
    void commandThatCannotBeRecordedIsRefusedAndQueriesGoOn() {
        try (RelayHarness mux = RelayHarness.connected(OPTIONS)) {
            mux.recorded = CompletableFuture.failedFuture(new IllegalStateException("the disk is full"));
            TextClient client = mux.client(Role.OWNER);
            assertThat(client.ask("{'execute': 'stop'}")).contains("cannot be recorded in the audit");
            client.send("{'execute': 'query-status'}");
            assertThat(mux.qemu.requested()).containsExactly("query-status");
        }
    }

    @Test
    void nameOfADescriptorThatWasNotSentIsFree() {
        try (RelayHarness mux = RelayHarness.connected(OPTIONS)) {
            String getfd = "{'execute': 'getfd', 'arguments': {'fdname': 'x'}}";
            mux.recorded = CompletableFuture.failedFuture(new IllegalStateException("the disk is full"));
            assertThat(mux.client(Role.OWNER).ask(getfd)).contains("cannot be recorded in the audit");
            mux.recorded = CompletableFuture.completedFuture(null);
            mux.client(Role.OWNER).send(getfd);
            assertThat(mux.qemu.requested()).containsExactly("getfd");
        }
    }

    @Test
    void auditHasNoSecrets() {
        try (RelayHarness mux = RelayHarness.connected(OPTIONS)) {
            mux.client(Role.OWNER)
                    .send("{'execute': 'set_password', 'arguments': {'protocol': 'vnc', 'password': 'hunter2'}}");
            mux.qemu.refuse("GenericError", "no hunter2");
            assertThat(mux.audit)
                    .hasSize(2)
                    .allSatisfy(entry -> assertThat(entry.toString())
                            .contains("set_password")
                            .doesNotContain("hunter2"));
        }
    }
}
