package io.qmp.server.session;

import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.server.dispatch.LateReply;
import org.jspecify.annotations.Nullable;

/** Negotiation is over: all commands may be used, and events are heard. */
final class Ready implements SessionState {
    @Override
    public boolean hearsEvents() {
        return true;
    }

    @Override
    public @Nullable Reply execute(Request request, Session session, LateReply late) {
        return session.terms().dispatcher().execute(request, session.context(request.outOfBand()), late);
    }
}
