package io.qmp.api.command;

import io.qmp.api.Experimental;

/**
 * One client's connection, as logs and handlers name it.
 *
 * @param id counts the sessions of a server from 1
 * @param monitor the monitor that serves it, such as {@code compat_monitor0}
 * @param peer the client's address, as far as the transport knows it
 * @since 0.1
 */
@Experimental(since = "0.1")
public record SessionInfo(long id, String monitor, String peer) {
    @Override
    public String toString() {
        return monitor + "#" + id + " (" + peer + ")";
    }
}
