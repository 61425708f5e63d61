package io.qmp.server.session;

import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.server.dispatch.LateReply;

/** The connection is being closed: nothing is read, and answers to what still runs are dropped. */
final class Closing implements SessionState {
    @Override
    public boolean hearsEvents() {
        return false;
    }

    @Override
    public Reply execute(Request request, Session session, LateReply late) {
        throw new IllegalStateException("a session that is closing starts no command");
    }
}
