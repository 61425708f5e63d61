package io.qmp.server.session;

import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.server.dispatch.Dispatcher;
import io.qmp.server.dispatch.LateReply;
import org.jspecify.annotations.Nullable;

/** Negotiation is complete: all commands are executed, and events are sent. */
final class Ready implements SessionState {
    private final Dispatcher dispatcher;

    Ready(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public boolean hearsEvents() {
        return true;
    }

    @Override
    public @Nullable Reply execute(Request request, Session session, LateReply late) {
        return dispatcher.execute(request, session.context(request.outOfBand()), late);
    }
}
