package io.qmp.mux.relay;

import static io.qmp.mux.relay.RelayHarness.OPTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.contracts.TextClient;
import io.qmp.mux.options.Backend;
import io.qmp.mux.policy.Role;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whose turn it is when clients share a monitor. */
class SharedMonitorTest {
    private final RelayHarness mux = RelayHarness.connected(OPTIONS.withBackend(Backend.SHARED));

    @AfterEach
    void close() {
        mux.close();
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
    void nameOfADescriptorIsItsClients() {
        String getfd = "{'execute': 'getfd', 'arguments': {'fdname': 'x'}}";
        mux.client(Role.OWNER).send(getfd);
        mux.qemu.answer("{}");
        TextClient other = mux.client(Role.OWNER);
        assertThat(other.ask(getfd)).contains("File descriptor named 'x' is in use by another client");
        assertThat(other.ask("{'execute': 'closefd', 'arguments': {'fdname': 'x'}}"))
                .contains("File descriptor named 'x' not found");
    }

    @Test
    void nameThatIsHeldStaysWhenItIsNotTakenAgain() {
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

    @Test
    void nothingIsAskedAboutMonitorsThatAreNotWanted() {
        assertThat(mux.peer.changes).isEmpty();
        assertThat(mux.plugin.ended()).isNotDone();
    }
}
