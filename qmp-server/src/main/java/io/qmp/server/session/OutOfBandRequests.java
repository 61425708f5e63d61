package io.qmp.server.session;

import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.server.dispatch.InBandQueue;
import io.qmp.server.dispatch.LateReply;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The requests of a session with out-of-band execution. Out-of-band requests are executed when they are read, one at a
 * time; in-band requests wait for their turns. Nothing is read while an out-of-band command runs, or while as many
 * in-band requests wait as may.
 */
final class OutOfBandRequests implements RequestQueue, InBandQueue.Member {
    private final Owner session;
    private final InBandQueue queue;
    private final int length;
    private final Queue<QmpMessage> waiting = new ArrayDeque<>();
    private final LateReply lateInBand = this::answeredInBand;
    private final LateReply lateOutOfBand = this::answeredOutOfBand;
    private boolean entered;
    private boolean outOfBandRuns;

    /**
     * Makes an empty queue.
     *
     * @param length how many in-band requests may wait
     */
    OutOfBandRequests(Owner session, InBandQueue queue, int length) {
        this.session = session;
        this.queue = queue;
        this.length = length;
    }

    @Override
    public boolean hasRoom() {
        return !outOfBandRuns && waiting.size() < length;
    }

    @Override
    public void add(QmpMessage message) {
        if (RequestQueue.isOutOfBand(message)) {
            outOfBandRuns = true;
            Reply reply = session.execute(message, lateOutOfBand);
            if (reply != null) {
                outOfBandRuns = false;
                session.answer(message, reply);
            }
        } else {
            waiting.add(message);
            if (!entered) {
                entered = true;
                queue.enter(this);
            }
        }
    }

    @Override
    public void clear() {
        waiting.clear();
    }

    @Override
    public boolean takeTurn() {
        QmpMessage message = waiting.poll();
        entered = !waiting.isEmpty();
        if (entered) {
            queue.enter(this);
        }
        if (message == null) {
            return true; // the session was closed after it had entered the queue
        }
        Reply reply = session.execute(message, lateInBand);
        if (reply != null) {
            session.answer(message, reply);
        }
        session.readOn(); // a place has become free
        return reply != null;
    }

    // Late replies may be delivered by a plugin that completes a future, which must not run into the handler of the
    // next command: turns end in tasks of their own.

    private void answeredInBand(Request request, Reply reply) {
        session.loop().execute(queue::turnEnded);
        session.answer(request, reply);
    }

    private void answeredOutOfBand(Request request, Reply reply) {
        session.loop().execute(this::outOfBandEnded);
        session.answer(request, reply);
    }

    private void outOfBandEnded() {
        outOfBandRuns = false;
        session.readOn();
    }
}
