package io.qmp.server.session;

import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import java.util.function.Consumer;

/** The connection is being closed: nothing is read, and answers to what still runs are dropped. */
final class Closing implements SessionState {
    @Override
    public boolean hearsEvents() {
        return false;
    }

    @Override
    public void execute(Request request, Session session, Consumer<Reply> answer) {
        throw new IllegalStateException("a session that is closing starts no command");
    }
}
