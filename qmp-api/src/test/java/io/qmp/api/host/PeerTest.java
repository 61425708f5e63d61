package io.qmp.api.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.qmp.api.error.CredentialsUnknownException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PeerTest {
    @Test
    void credentialsTellWhatIsKnown() {
        assertEquals("", PeerCredentials.UNKNOWN.toString());
        assertEquals("pid 3, uid 2, gid 1", PeerCredentials.of(3, 2, 1).toString());
        assertEquals("user ada, group users", PeerCredentials.of("ada", "users").toString());
    }

    @Test
    void requiredCredentialsAreThoseThatAreKnown() {
        PeerCredentials numbers = PeerCredentials.of(3, 4_294_967_294L, 1);
        assertEquals(3, numbers.requirePid());
        assertEquals(4_294_967_294L, numbers.requireUid());
        assertEquals(1, numbers.requireGid());
        PeerCredentials names = PeerCredentials.of("ada", "users");
        assertEquals("ada", names.requireUser());
        assertEquals("users", names.requireGroup());
    }

    @Test
    void requiredCredentialsThatAreNotKnownAreNamed() {
        PeerCredentials names = PeerCredentials.of("ada", "users");
        assertEquals(
                "the peer's uid is not known, only user ada, group users",
                assertThrows(CredentialsUnknownException.class, names::requireUid)
                        .getMessage());
        assertThrows(CredentialsUnknownException.class, names::requireGid);
        assertThrows(CredentialsUnknownException.class, names::requirePid);
        assertEquals(
                "the peer's user name is not known, nor anything else about it",
                assertThrows(CredentialsUnknownException.class, PeerCredentials.UNKNOWN::requireUser)
                        .getMessage());
        assertThrows(CredentialsUnknownException.class, PeerCredentials.of(3, 2, 1)::requireGroup);
    }

    @Test
    void onlyPeersThatCannotBeElsewhereAreLocal() throws UnknownHostException {
        assertTrue(new PeerAddress.Unix(Path.of("/run/vm.qmp")).isLocal());
        assertTrue(new PeerAddress.Process("stdio").isLocal());
        assertFalse(new PeerAddress.Other("unix:/run/vm.qmp").isLocal());
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        assertFalse(new PeerAddress.Tcp(new InetSocketAddress(loopback, 4444)).isLocal());
    }

    @Test
    void addressesReadAsThoseOfServers() throws UnknownHostException {
        assertEquals("unix:/run/vm.qmp", new PeerAddress.Unix(Path.of("/run/vm.qmp")).toString());
        InetAddress four = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        assertEquals("tcp:127.0.0.1:4444", new PeerAddress.Tcp(new InetSocketAddress(four, 4444)).toString());
        byte[] one = new byte[16];
        one[15] = 1;
        InetAddress six = InetAddress.getByAddress(one);
        assertEquals("tcp:[0:0:0:0:0:0:0:1]:1", new PeerAddress.Tcp(new InetSocketAddress(six, 1)).toString());
    }
}
