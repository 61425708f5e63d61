package io.qmp.server.session;

import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.server.dispatch.LateReply;

/** The connection is being closed: nothing is read, and the replies of commands that still run are dropped. */
final class Closing implements SessionState {
    @Override
    public boolean isOpen() {
        return false;
    }

    @Override
    public boolean takesRequests() {
        return false;
    }

    @Override
    public Reply execute(Request request, Session session, LateReply late) {
        throw new IllegalStateException("a closed session cannot execute a command");
    }
}
