package io.qmp.server.session;

import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.server.dispatch.LateReply;
import org.jspecify.annotations.Nullable;

/** What a client may do now. */
sealed interface SessionState permits Negotiating, Ready, Closing {
    /** Whether events are sent to the client. */
    boolean hearsEvents();

    /**
     * Executes a request.
     *
     * @param late is given the reply if it is not there when this call returns
     * @return the reply; {@code null} if it is not there yet
     */
    @Nullable
    Reply execute(Request request, Session session, LateReply late);
}
