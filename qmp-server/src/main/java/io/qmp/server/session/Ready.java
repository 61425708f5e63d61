package io.qmp.server.session;

import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.server.dispatch.Dispatcher;
import io.qmp.server.dispatch.LateReply;
import org.jspecify.annotations.Nullable;

/** Negotiation is complete, or there is none: all commands are executed, and events are sent if there are events. */
final class Ready implements SessionState {
    private final Dispatcher dispatcher;
    private final boolean hasEvents;

    /**
     * Makes the state.
     *
     * @param hasEvents whether events are sent
     */
    Ready(Dispatcher dispatcher, boolean hasEvents) {
        this.dispatcher = dispatcher;
        this.hasEvents = hasEvents;
    }

    @Override
    public boolean hearsEvents() {
        return hasEvents;
    }

    @Override
    public @Nullable Reply execute(Request request, Session session, LateReply late) {
        return dispatcher.execute(request, session.context(request.outOfBand()), late);
    }
}
