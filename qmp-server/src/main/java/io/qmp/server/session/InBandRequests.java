package io.qmp.server.session;

import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.server.dispatch.InBandQueue;
import io.qmp.server.dispatch.LateReply;
import org.jspecify.annotations.Nullable;

/** The requests of a session without out-of-band execution: each is read when the one before has been answered. */
final class InBandRequests implements RequestQueue, InBandQueue.Member, LateReply {
    private final Owner session;
    private final InBandQueue queue;
    private @Nullable QmpMessage waiting;
    private boolean unanswered;

    InBandRequests(Owner session, InBandQueue queue) {
        this.session = session;
        this.queue = queue;
    }

    @Override
    public boolean hasRoom() {
        return !unanswered;
    }

    @Override
    public void add(QmpMessage message) {
        if (RequestQueue.isOutOfBand(message)) {
            Reply error = session.execute(message, this); // sent at once: the mode is not enabled
            if (error != null) {
                session.answer(message, error);
            }
        } else {
            unanswered = true;
            waiting = message;
            queue.enter(this);
        }
    }

    @Override
    public void clear() {
        waiting = null;
    }

    @Override
    public boolean takeTurn() {
        QmpMessage message = waiting;
        waiting = null;
        if (message == null) {
            return true; // the session was closed after it had entered the queue
        }
        Reply reply = session.execute(message, this);
        if (reply == null) {
            return false;
        }
        session.answer(message, reply);
        unanswered = false;
        session.readOn();
        return true;
    }

    @Override
    public void reply(Request request, Reply reply) {
        // May be called by a plugin that completes a future, which must not run into the handler of the next command:
        // the turn ends in a task of its own.
        session.later(this::endTurn);
        session.answer(request, reply);
    }

    private void endTurn() {
        try {
            unanswered = false;
            session.readOn();
        } finally {
            queue.turnEnded();
        }
    }
}
