package io.qmp.server.session;

import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import java.util.function.Consumer;

/** What a client may do now. */
sealed interface SessionState permits Negotiating, Ready, Closing {
    /** Whether events are sent to the client. */
    boolean hearsEvents();

    /**
     * Executes a request.
     *
     * @param answer is given the reply exactly once, within this call or later on the loop
     */
    void execute(Request request, Session session, Consumer<Reply> answer);
}
