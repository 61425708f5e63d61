package io.qmp.mux.relay;

import static io.qmp.mux.relay.RelayHarness.OPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.contracts.TextClient;
import io.qmp.mux.options.AuditFailure;
import io.qmp.mux.options.Backend;
import io.qmp.mux.options.MuxOptions;
import io.qmp.mux.options.Quit;
import io.qmp.mux.policy.Role;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What roles, guards and the audit do to commands. */
@ParameterizedClass
@EnumSource(value = Backend.class, names = "AUTO", mode = EnumSource.Mode.EXCLUDE)
class RelayRolesTest {
    private final MuxOptions options;

    RelayRolesTest(Backend backend) {
        options = OPTIONS.withBackend(backend);
    }

    private MuxOptions quit(Quit quit) {
        return options.withQuit(quit);
    }

    @Test
    void deniedCommandIsDisabled() {
        try (RelayHarness mux = RelayHarness.connected(options)) {
            TextClient client = mux.client(Role.OBSERVER);
            assertThat(client.ask("{'execute': 'stop', 'id': 1}"))
                    .isEqualTo(
                            "{\"id\": 1, \"error\": {\"class\": \"CommandNotFound\", \"desc\": \"Command stop has been"
                                    + " disabled: not permitted for role observer\"}}");
            assertThat(mux.at(client).requested()).isEmpty();
            assertThat(mux.audited()).containsExactly("DENIED observer stop");
        }
    }

    @Test
    void listsHaveWhatTheRoleMayUse() {
        try (RelayHarness mux = RelayHarness.connected(options)) {
            TextClient client = mux.client(Role.OBSERVER);
            client.send("{'execute': 'query-commands'}");
            mux.at(client)
                    .answer("[{\"name\": \"stop\"}, {\"name\": \"query-status\"}, {\"name\": \"qmp_capabilities\"}]");
            String listed = "{\"return\": [{\"name\": \"query-status\"}, {\"name\": \"qmp_capabilities\"},"
                    + " {\"name\": \"__io.qmp_mux-events\"}]}";
            assertThat(client.next()).isEqualTo(listed);
            assertThat(client.ask("{'execute': 'query-commands'}"))
                    .as("from memory")
                    .isEqualTo(listed);
            client.send("{'execute': 'query-qmp-schema'}");
            mux.at(client)
                    .answer("[{\"name\": \"stop\", \"meta-type\": \"command\"}, {\"name\": \"0\", \"meta-type\":"
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
            TextClient client = mux.client(Role.OWNER);
            client.send("{'execute': 'quit'}");
            assertThat(mux.at(client).requested()).containsExactly("quit");
        }
    }

    @Test
    void quitOfOthersIsDisabledWhateverTheirRulesSay() {
        try (RelayHarness mux = RelayHarness.connected(quit(Quit.FORWARD))) {
            TextClient client = mux.client(Role.OWNER.named("almost"));
            assertThat(client.ask("{'execute': 'quit'}")).contains("not permitted for role almost");
            assertThat(mux.at(client).requested()).isEmpty();
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
            assertThat(mux.at(client).requested()).isEmpty();
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
        try (RelayHarness mux = RelayHarness.connected(options)) {
            TextClient client = mux.client(Role.OWNER);
            assertThat(client.ask(
                            "{'execute': 'yank', 'arguments': {'instances': [{'type': 'chardev', 'id': 'own'}]}}"))
                    .contains("GenericError", "is the connection of the multiplexer");
            client.send("{'execute': 'yank', 'arguments': {'instances': [{'type': 'chardev', 'id': 'other'}]}}");
            assertThat(mux.at(client).requested()).containsExactly("yank");
        }
    }

    @Test
    void commandIsSentWhenItIsRecorded() {
        try (RelayHarness mux = RelayHarness.connected(options)) {
            CompletableFuture<Void> kept = new CompletableFuture<>();
            mux.recorded = kept;
            TextClient client = mux.client(Role.OWNER);
            client.send("{'execute': 'stop'}");
            assertThat(mux.at(client).requested()).isEmpty();
            assertThat(mux.audited()).containsExactly("begins owner stop");
            kept.complete(null);
            assertThat(mux.at(client).requested()).containsExactly("stop");
            mux.at(client).answer("{}");
            assertThat(mux.audited()).containsExactly("begins owner stop", "SUCCEEDED owner stop");
        }
    }

    @Test
    void commandThatWaitsForItsRecordIsDroppedWithItsClient() {
        try (RelayHarness mux = RelayHarness.connected(options)) {
            CompletableFuture<Void> kept = new CompletableFuture<>();
            mux.recorded = kept;
            TextClient client = mux.client(Role.OWNER);
            client.send("{'execute': 'stop'}{'execute': 'query-status'}");
            client.close();
            assertThat(mux.audited())
                    .containsExactly("begins owner stop", "DROPPED owner stop", "DROPPED owner query-status");
            kept.complete(null);
            mux.loop.runPending();
            assertThat(mux.at(client).requested()).isEmpty();
            mux.recorded = CompletableFuture.completedFuture(null);
            TextClient next = mux.client(Role.OWNER);
            next.send("{'execute': 'cont'}");
            assertThat(mux.at(next).requested()).containsExactly("cont");
        }
    }

    @Test
    void commandThatCannotBeRecordedIsSentIfToldSo() {
        try (RelayHarness mux = RelayHarness.connected(options.withOnAuditFailure(AuditFailure.IGNORE))) {
            mux.recorded = CompletableFuture.failedFuture(new IllegalStateException("the disk is full"));
            TextClient client = mux.client(Role.OWNER);
            client.send("{'execute': 'stop'}");
            assertThat(mux.at(client).requested()).containsExactly("stop");
        }
    }

    @Test
    void secretsAreNotForObservers() {
        try (RelayHarness mux = RelayHarness.connected(options)) {
            String secret = "{'execute': 'qom-get', 'arguments': {'path': 's0', 'property': 'data'}}";
            assertThat(mux.client(Role.OBSERVER).ask(secret)).contains("not permitted for role observer");
            TextClient owner = mux.client(Role.OWNER);
            owner.send(secret);
            mux.at(owner).answer("\"hunter2\"");
            assertThat(owner.next()).contains("hunter2");
            assertThat(mux.audit)
                    .hasSize(2)
                    .allSatisfy(entry ->
                            assertThat(entry.toString()).contains("qom-get").doesNotContain("hunter2"));
        }
    }

    @Test
    void commandThatCannotBeRecordedIsRefusedAndQueriesGoOn() {
        try (RelayHarness mux = RelayHarness.connected(options)) {
            mux.recorded = CompletableFuture.failedFuture(new IllegalStateException("the disk is full"));
            TextClient client = mux.client(Role.OWNER);
            assertThat(client.ask("{'execute': 'stop'}")).contains("cannot be recorded in the audit");
            client.send("{'execute': 'query-status'}");
            assertThat(mux.at(client).requested()).containsExactly("query-status");
        }
    }

    @Test
    void nameOfADescriptorThatWasNotSentIsFree() {
        try (RelayHarness mux = RelayHarness.connected(options)) {
            String getfd = "{'execute': 'getfd', 'arguments': {'fdname': 'x'}}";
            mux.recorded = CompletableFuture.failedFuture(new IllegalStateException("the disk is full"));
            assertThat(mux.client(Role.OWNER).ask(getfd)).contains("cannot be recorded in the audit");
            mux.recorded = CompletableFuture.completedFuture(null);
            TextClient client = mux.client(Role.OWNER);
            client.send(getfd);
            assertThat(mux.at(client).requested()).containsExactly("getfd");
        }
    }

    @Test
    void auditHasTheEndOfACommandThatIsCutOffByTheEnd() {
        RelayHarness mux = RelayHarness.connected(options);
        TextClient client = mux.client(Role.OWNER);
        client.send("{'execute': 'stop'}");
        mux.server.close();
        mux.loop.advance(Duration.ofMinutes(5));
        assertThat(client.isClosed()).isTrue();
        assertThat(mux.plugin.closed()).isDone();
        assertThat(mux.audited()).containsExactly("begins owner stop", "LOST owner stop");
    }

    @Test
    void auditHasNoSecrets() {
        try (RelayHarness mux = RelayHarness.connected(options)) {
            TextClient client = mux.client(Role.OWNER);
            client.send("{'execute': 'set_password', 'arguments': {'protocol': 'vnc', 'password': 'hunter2'}}");
            mux.at(client).refuse("GenericError", "no hunter2");
            assertThat(mux.audit)
                    .hasSize(2)
                    .allSatisfy(entry -> assertThat(entry.toString())
                            .contains("set_password")
                            .doesNotContain("hunter2"));
        }
    }
}
