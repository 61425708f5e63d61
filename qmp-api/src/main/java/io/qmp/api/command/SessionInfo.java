package io.qmp.api.command;

import io.qmp.api.Experimental;
import io.qmp.api.host.PeerCredentials;

/**
 * One client's connection, as logs and handlers name it.
 *
 * @param id counts the sessions of a server from 1
 * @param monitor the monitor that serves it, such as {@code compat_monitor0}
 * @param peer the client's address, as far as the transport knows it
 * @param credentials who the client is, as far as the transport knows
 * @since 0.1
 */
@Experimental(since = "0.1")
public record SessionInfo(long id, String monitor, String peer, PeerCredentials credentials) {
    @Override
    public String toString() {
        String who = credentials.toString();
        return monitor + "#" + id + " (" + peer + (who.isEmpty() ? "" : ", " + who) + ")";
    }
}
