package io.qmp.app.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.wire.ConnectOptions;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.TlsOptions;
import io.qmp.app.option.OptionException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeerTest {
    @ParameterizedTest
    @CsvSource({
        "unix:/run/vm.qmp, unix:/run/vm.qmp",
        "unix:vm.qmp, unix:vm.qmp",
        "/run/vm.qmp, unix:/run/vm.qmp",
        "./vm.qmp, unix:./vm.qmp",
        "tcp:localhost:4444, tcp:localhost:4444",
        "localhost:4444, tcp:localhost:4444",
        ":4444, tcp:localhost:4444",
        "[::1]:4444, tcp:[::1]:4444",
    })
    void readsAddressesInAllForms(String text, QmpAddress expected) {
        assertThat(Peer.parse(text)).isEqualTo(new Peer(expected, ConnectOptions.DEFAULT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "vm.qmp", "unix:", "tcp:localhost", "localhost:http"})
    void refusesWhatIsNone(String text) {
        assertThatThrownBy(() -> Peer.parse(text))
                .isInstanceOf(OptionException.class)
                .hasMessageContaining("is no address");
    }

    @Test
    void agentsHaveAPrefix() {
        assertThat(Peer.parse("qga:/run/ga.sock"))
                .isEqualTo(Peer.parse("/run/ga.sock").asAgent());
        assertThat(Peer.parse("/run/ga.sock").agent()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"vm1, true", "vm.qmp, true", "./vm1, false", "a:1, false", "'', false"})
    void whatHasNeitherSlashNorColonIsAName(String text, boolean name) {
        assertThat(Peer.isName(text)).isEqualTo(name);
    }

    @Test
    void readsHowToTrust() {
        assertThat(Peer.parse("localhost:4444,tls-ca=ca.pem").options())
                .isEqualTo(ConnectOptions.DEFAULT.withTls(TlsOptions.client(Path.of("ca.pem"))));
    }
}
