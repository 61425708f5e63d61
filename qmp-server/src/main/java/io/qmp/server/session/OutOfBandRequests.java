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
    private final OutOfBandCommand outOfBandCommand;
    private final LateReply lateInBand = this::answeredInBand;
    private boolean entered;

    /**
     * Makes an empty queue.
     *
     * @param length how many in-band requests may wait
     */
    OutOfBandRequests(Owner session, InBandQueue queue, int length) {
        this.session = session;
        this.queue = queue;
        this.length = length;
        this.outOfBandCommand = new OutOfBandCommand(session);
    }

    @Override
    public boolean hasRoom() {
        return !outOfBandCommand.runs() && waiting.size() < length;
    }

    @Override
    public void add(QmpMessage message) {
        if (RequestQueue.isOutOfBand(message)) {
            outOfBandCommand.execute(message);
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

    /**
     * May be called by a plugin that completes a future, which must not run into the handler of the next command: the
     * turn ends in a task of its own.
     */
    private void answeredInBand(Request request, Reply reply) {
        session.later(queue::turnEnded);
        session.answer(request, reply);
    }
}
