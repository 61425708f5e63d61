package io.qmp.api.command;

import io.qmp.api.Stable;
import io.qmp.api.host.PeerAddress;
import io.qmp.api.host.PeerCertificate;
import io.qmp.api.host.PeerCredentials;
import java.util.Optional;

/**
 * One client's connection, as logs and handlers name it.
 *
 * @param id counts the sessions of a server from 1
 * @param monitor the monitor that serves it, such as {@code compat_monitor0}
 * @param peer where the client is; its text is for people, rules compare the value
 * @param credentials who the client is, as far as the operating system says
 * @param certificate the names in the client's certificate; empty without TLS, and if the server asks for none
 * @since 0.1
 */
@Stable(since = "0.1")
public record SessionInfo(
        long id, String monitor, PeerAddress peer, PeerCredentials credentials, Optional<PeerCertificate> certificate) {
    /** A session of a client without a certificate. */
    public SessionInfo(long id, String monitor, PeerAddress peer, PeerCredentials credentials) {
        this(id, monitor, peer, credentials, Optional.empty());
    }

    /** {@return the session for people: monitor, number, and who the client is} */
    @Override
    public String toString() {
        String who = credentials.toString();
        return monitor + "#" + id + " (" + peer + (who.isEmpty() ? "" : ", " + who)
                + certificate.map(shown -> ", " + shown).orElse("") + ")";
    }
}
