package io.qmp.server.dispatch;

import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;

/** Receives the reply to a request whose future was not complete when its handler returned. */
public interface LateReply {
    /**
     * Receives the reply. Called exactly once for each request, on the loop, possibly by the code that completes the
     * handler's future.
     */
    void reply(Request request, Reply reply);
}
