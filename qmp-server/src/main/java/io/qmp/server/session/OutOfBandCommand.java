package io.qmp.server.session;

import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.server.dispatch.LateReply;

/** The out-of-band command of a session: it is executed when it is read, and answered at once. There is one at most. */
final class OutOfBandCommand {
    private final RequestQueue.Owner session;
    private final LateReply late = this::answered;
    private boolean runs;

    OutOfBandCommand(RequestQueue.Owner session) {
        this.session = session;
    }

    /** {@return whether one has not completed, so that nothing more may be read} */
    boolean runs() {
        return runs;
    }

    void execute(QmpMessage message) {
        runs = true;
        Reply reply = session.execute(message, late);
        if (reply != null) {
            runs = false;
            session.answer(message, reply);
        }
    }

    /** May be called by a plugin that completes a future, which must not run into the handler of the next command. */
    private void answered(Request request, Reply reply) {
        session.later(this::ended);
        session.answer(request, reply);
    }

    private void ended() {
        runs = false;
        session.readOn();
    }
}
