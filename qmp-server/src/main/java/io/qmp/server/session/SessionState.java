package io.qmp.server.session;

import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.server.dispatch.LateReply;
import org.jspecify.annotations.Nullable;

/** What a client may do now. */
sealed interface SessionState permits Negotiating, Ready, Closing {
    /** Whether requests are read and replies are sent. */
    boolean isOpen();

    /** Whether events are sent to the client. */
    boolean hearsEvents();

    /**
     * Executes a request.
     *
     * @param late receives the reply if this call returns {@code null}
     * @return the reply; {@code null} if the handler has not completed
     */
    @Nullable
    Reply execute(Request request, Session session, LateReply late);
}
