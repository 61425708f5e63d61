package io.qmp.api.spi;

import io.qmp.api.Experimental;
import io.qmp.api.command.SessionInfo;
import io.qmp.api.message.QmpMessage;

/**
 * Observes every message of a server, with the session that it belongs to. Called on the server's loop, in the order of
 * each session's messages; must not block. Secrets are hidden, by {@link io.qmp.api.secret.Redaction#SECRETS}. If an
 * exception or an {@link Error} is thrown, this is logged and nothing else happens.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public interface SessionTap {
    /**
     * A message of a client has been read, and waits for its execution.
     *
     * @param session the session
     * @param message a request, or malformed input
     */
    void received(SessionInfo session, QmpMessage message);

    /**
     * A message to a client has been queued on its connection.
     *
     * @param session the session
     * @param message the greeting, a reply or an event
     */
    void sent(SessionInfo session, QmpMessage message);
}
