package io.qmp.app.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.app.option.OptionException;
import io.qmp.app.peer.PeerFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that a file gives to peers. */
class NamedPeersTest {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void place() {
        file = directory.resolve("peers");
    }

    private Peer peer(String name, String... lines) throws IOException {
        Files.writeString(file, String.join("\n", lines));
        return Peer.named(name, PeerFile.read(file));
    }

    @Test
    void aNameStandsForAnAddressWithItsOptions() throws IOException {
        String[] lines = {
            "# my machines", "", "vm1 = /run/vm1.qmp", "far=host:4444,tls-ca=ca.pem", " agent = qga:/run/ga.sock "
        };
        assertThat(peer("vm1", lines)).isEqualTo(Peer.parse("/run/vm1.qmp"));
        assertThat(peer("far", lines)).isEqualTo(Peer.parse("host:4444,tls-ca=ca.pem"));
        assertThat(peer("agent", lines)).isEqualTo(Peer.parse("qga:/run/ga.sock"));
    }

    @Test
    void whatHasNoNameIsSaidWithTheFileAndTheNamesThere() {
        assertThatThrownBy(() -> peer("vm3", "vm1 = /a", "vm2 = /b"))
                .isInstanceOf(OptionException.class)
                .hasMessageStartingWith("'vm3' is no address, and no name in " + file)
                .hasMessageContaining("Names there: vm1, vm2");
    }

    @Test
    void withoutAFileThereAreNoNames() {
        assertThatThrownBy(() -> Peer.named("vm1", PeerFile.read(file)))
                .hasMessageContaining("no name in " + file)
                .message()
                .doesNotContain("Names there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vm1", "vm1 =", "= /a", "a/b = /a", "vm 1 = /a", "unix:x = /a"})
    void aLineOfAnotherFormIsNamed(String line) {
        assertThatThrownBy(() -> peer("vm0", "vm0 = /a", line))
                .isInstanceOf(OptionException.class)
                .hasMessage(file + ":2: expected NAME = ADDRESS");
    }

    @Test
    void aNameThatIsGivenTwiceIsRefused() {
        assertThatThrownBy(() -> peer("vm1", "vm1 = /a", "", "vm1 = /b"))
                .hasMessage(file + ":3: vm1 is the name of another peer, at " + file + ":1");
    }

    @Test
    void aWrongAddressIsSaidWithItsLineWhenItIsUsed() throws IOException {
        assertThatThrownBy(() -> peer("bad", "vm1 = /a", "bad = localhost"))
                .isInstanceOf(OptionException.class)
                .hasMessageStartingWith(file + ":2: ");
        assertThatThrownBy(() -> peer("bad", "bad = /a,nope=1")).hasMessage(file + ":1: Invalid parameter 'nope'");
        assertThat(peer("vm1", "bad = localhost", "vm1 = /a")).isEqualTo(Peer.parse("/a"));
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        Files.createDirectory(file);
        assertThatThrownBy(() -> PeerFile.read(file))
                .isInstanceOf(OptionException.class)
                .hasMessageStartingWith(file + ": ");
    }
}
