package io.qmp.server.session;

import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import java.util.function.Consumer;

/** Negotiation is over: all commands may be used, and events are heard. */
final class Ready implements SessionState {
    @Override
    public boolean hearsEvents() {
        return true;
    }

    @Override
    public void execute(Request request, Session session, Consumer<Reply> answer) {
        session.terms().dispatcher().execute(request, session.context(request.outOfBand()), answer);
    }
}
