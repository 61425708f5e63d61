package io.qmp.server.session;

import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.server.dispatch.LateReply;

/** The greeting is not known yet: what the client sends is kept until it is. */
final class Ungreeted implements SessionState {
    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean takesRequests() {
        return false;
    }

    @Override
    public boolean hearsEvents() {
        return false;
    }

    @Override
    public Reply execute(Request request, Session session, LateReply late) {
        throw new IllegalStateException("a session without a greeting cannot execute a command");
    }
}
