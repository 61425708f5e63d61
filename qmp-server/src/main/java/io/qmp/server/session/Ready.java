package io.qmp.server.session;

import io.qmp.api.error.BindingException;
import io.qmp.api.error.QmpError;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.message.WireNames;
import java.util.function.Consumer;

/** Negotiation is over: all commands may be used, and events are heard. */
final class Ready implements SessionState {
    @Override
    public boolean hearsEvents() {
        return true;
    }

    @Override
    public void execute(Request request, Session session, Consumer<Reply> answer) {
        if (request.command().equals(WireNames.QMP_CAPABILITIES) && !request.outOfBand()) {
            answer.accept(new Reply.Failure(alreadyNegotiated(request, session), request.id()));
        } else {
            session.terms().dispatcher().execute(request, session.context(request.outOfBand()), answer);
        }
    }

    /** Arguments are checked before the command is refused. */
    private static QmpError alreadyNegotiated(Request request, Session session) {
        try {
            session.terms().negotiation().readArguments(request.arguments());
            return QmpError.commandNotFound("Capabilities negotiation is already complete, command ignored");
        } catch (BindingException e) {
            return e.error();
        }
    }
}
