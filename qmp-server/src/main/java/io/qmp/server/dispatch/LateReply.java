package io.qmp.server.dispatch;

import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;

/** Takes the reply to a request whose handler was not done when it returned. */
public interface LateReply {
    /**
     * The reply is there. Called exactly once for each request, on the loop, perhaps within the code that completed the
     * handler's future.
     */
    void reply(Request request, Reply reply);
}
