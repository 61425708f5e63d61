package io.qmp.server.session;

import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.server.dispatch.InBandQueue;
import io.qmp.server.dispatch.LateReply;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a session whose in-band commands overlap: each begins without waiting for the reply to the one
 * before, and replies are sent in the order of the requests. Out-of-band requests are executed when they are read, one
 * at a time, and answered at once. Nothing is read while an out-of-band command runs, or while as many in-band requests
 * are without a reply as may be.
 */
final class OverlappingRequests implements RequestQueue, InBandQueue.Member {
    /** A request whose reply is not sent. */
    private final class Unanswered implements LateReply {
        final QmpMessage message;

        @Nullable
        Reply reply;

        Unanswered(QmpMessage message) {
            this.message = message;
        }

        @Override
        public void reply(Request request, Reply late) {
            reply = late;
            // May be called by a plugin that completes a future, which must not run into the handler of the next
            // command: turns end in a task of their own.
            if (endedTurns++ == 0) {
                session.later(endTurns);
            }
            sendReplies();
        }
    }

    private final Owner session;
    private final InBandQueue queue;
    private final int limit;
    private final boolean outOfBand;
    private final Queue<Unanswered> unanswered = new ArrayDeque<>();
    private final Queue<Unanswered> waiting = new ArrayDeque<>(); // have not begun
    private final OutOfBandCommand outOfBandCommand;
    private final Runnable endTurns = this::endTurns;
    private int endedTurns; // which the queue does not know yet

    /**
     * Makes an empty queue.
     *
     * @param queue gives as many turns at a time as requests may be without a reply
     * @param limit how many that are
     * @param outOfBand whether out-of-band execution is enabled. If not, the errors of such requests have their place
     *     in the order
     */
    OverlappingRequests(Owner session, InBandQueue queue, int limit, boolean outOfBand) {
        this.session = session;
        this.queue = queue;
        this.limit = limit;
        this.outOfBand = outOfBand;
        this.outOfBandCommand = new OutOfBandCommand(session);
    }

    @Override
    public boolean hasRoom() {
        return !outOfBandCommand.runs() && unanswered.size() + endedTurns < limit;
    }

    /** Without out-of-band execution, a client that sends nothing more may still wait for replies, as with QEMU. */
    @Override
    public boolean mayEnd() {
        return outOfBand || unanswered.isEmpty();
    }

    @Override
    public void add(QmpMessage message) {
        if (outOfBand && RequestQueue.isOutOfBand(message)) {
            outOfBandCommand.execute(message);
        } else {
            Unanswered added = new Unanswered(message);
            unanswered.add(added);
            waiting.add(added);
            queue.enter(this); // gives the turn at once, as there is room, unless the server is not ready or shuts down
        }
    }

    @Override
    public void clear() {
        waiting.clear();
        unanswered.clear();
    }

    @Override
    public boolean takeTurn() {
        Unanswered begun = waiting.poll();
        if (begun == null) {
            return true; // the session was closed
        }
        Reply reply = session.execute(begun.message, begun);
        if (reply == null) {
            return false;
        }
        begun.reply = reply;
        sendReplies();
        return true;
    }

    private void sendReplies() {
        for (Unanswered first = unanswered.peek(); first != null; first = unanswered.peek()) {
            Reply reply = first.reply;
            if (reply == null) {
                return;
            }
            unanswered.remove();
            session.answer(first.message, reply);
        }
    }

    private void endTurns() {
        for (; endedTurns > 0; endedTurns--) {
            queue.turnEnded();
        }
        session.readOn();
    }
}
