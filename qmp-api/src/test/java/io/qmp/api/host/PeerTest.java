package io.qmp.api.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.CredentialsUnknownException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PeerTest {
    @Test
    void credentialsTellWhatIsKnown() {
        assertThat(PeerCredentials.UNKNOWN.toString()).isEqualTo("");
        assertThat(PeerCredentials.of(3, 2, 1).toString()).isEqualTo("pid 3, uid 2, gid 1");
        assertThat(PeerCredentials.of("ada", "users").toString()).isEqualTo("user ada, group users");
    }

    @Test
    void requiredCredentialsAreThoseThatAreKnown() {
        PeerCredentials numbers = PeerCredentials.of(3, 4_294_967_294L, 1);
        assertThat(numbers.requirePid()).isEqualTo(3);
        assertThat(numbers.requireUid()).isEqualTo(4_294_967_294L);
        assertThat(numbers.requireGid()).isEqualTo(1);
        PeerCredentials names = PeerCredentials.of("ada", "users");
        assertThat(names.requireUser()).isEqualTo("ada");
        assertThat(names.requireGroup()).isEqualTo("users");
    }

    @Test
    void requiredCredentialsThatAreNotKnownAreNamed() {
        PeerCredentials names = PeerCredentials.of("ada", "users");
        assertThat(assertThatExceptionOfType(CredentialsUnknownException.class)
                        .isThrownBy(names::requireUid)
                        .actual()
                        .getMessage())
                .isEqualTo("the peer's uid is not known, only user ada, group users");
        assertThatThrownBy(names::requireGid).isInstanceOf(CredentialsUnknownException.class);
        assertThatThrownBy(names::requirePid).isInstanceOf(CredentialsUnknownException.class);
        assertThat(assertThatExceptionOfType(CredentialsUnknownException.class)
                        .isThrownBy(PeerCredentials.UNKNOWN::requireUser)
                        .actual()
                        .getMessage())
                .isEqualTo("the peer's user name is not known, nor anything else about it");
        assertThatThrownBy(PeerCredentials.of(3, 2, 1)::requireGroup).isInstanceOf(CredentialsUnknownException.class);
    }

    @Test
    void onlyPeersThatCannotBeElsewhereAreLocal() throws UnknownHostException {
        assertThat(new PeerAddress.Unix(Path.of("/run/vm.qmp")).isLocal()).isTrue();
        assertThat(new PeerAddress.Process("stdio").isLocal()).isTrue();
        assertThat(new PeerAddress.Other("unix:/run/vm.qmp").isLocal()).isFalse();
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        assertThat(new PeerAddress.Tcp(new InetSocketAddress(loopback, 4444)).isLocal())
                .isFalse();
    }

    @Test
    void addressesReadAsThoseOfServers() throws UnknownHostException {
        assertThat(new PeerAddress.Unix(Path.of("/run/vm.qmp")).toString()).isEqualTo("unix:/run/vm.qmp");
        InetAddress four = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        assertThat(new PeerAddress.Tcp(new InetSocketAddress(four, 4444)).toString())
                .isEqualTo("tcp:127.0.0.1:4444");
        byte[] one = new byte[16];
        one[15] = 1;
        InetAddress six = InetAddress.getByAddress(one);
        assertThat(new PeerAddress.Tcp(new InetSocketAddress(six, 1)).toString())
                .isEqualTo("tcp:[0:0:0:0:0:0:0:1]:1");
    }
}
