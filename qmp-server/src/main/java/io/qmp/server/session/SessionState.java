package io.qmp.server.session;

import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.server.dispatch.LateReply;
import org.jspecify.annotations.Nullable;

/** The state of a session: it decides what a request means. */
sealed interface SessionState permits Ungreeted, Negotiating, Ready, Closing {
    /** Whether the connection is read, and messages are sent. */
    default boolean isOpen() {
        return true;
    }

    /** Whether the client has been greeted, or is not to be greeted any more. */
    default boolean isGreeted() {
        return true;
    }

    /** Whether requests are read from what was received. */
    default boolean takesRequests() {
        return true;
    }

    /** Whether events are sent to the client. */
    default boolean hearsEvents() {
        return false;
    }

    /** The session has been opened: its connection will be read. */
    default void opened(Session session) {}

    /**
     * Executes a request. Not called while no requests are taken.
     *
     * @param late receives the reply if this call returns {@code null}
     * @return the reply; {@code null} if the handler has not completed
     */
    default @Nullable Reply execute(Request request, Session session, LateReply late) {
        throw new IllegalStateException("a session executes no command while it is " + this);
    }
}
