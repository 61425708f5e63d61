package io.qmp.server.session;

import io.qmp.api.command.QmpCapabilities;
import io.qmp.api.command.QmpCapability;
import io.qmp.api.error.BindingException;
import io.qmp.api.error.QmpError;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpObject;
import io.qmp.server.dispatch.LateReply;
import java.util.List;

/** The client has been greeted and has to say which capabilities it wants; there is no other command. */
final class Negotiating implements SessionState {
    @Override
    public boolean hearsEvents() {
        return false;
    }

    @Override
    public Reply execute(Request request, Session session, LateReply late) {
        return negotiate(request, session);
    }

    private static Reply negotiate(Request request, Session session) {
        if (!request.command().equals(WireNames.QMP_CAPABILITIES)) {
            return new Reply.Failure(
                    QmpError.commandNotFound("Expecting capabilities negotiation with 'qmp_capabilities'"),
                    request.id());
        }
        try {
            QmpCapabilities wanted = session.terms().negotiation().readArguments(request.arguments());
            List<QmpCapability> enable = wanted.enable() == null ? List.of() : wanted.enable();
            boolean oob = enable.contains(QmpCapability.OOB);
            if (oob && !session.terms().offersOob()) {
                return new Reply.Failure(QmpError.generic("Capability oob not available"), request.id());
            }
            session.negotiated(oob);
            return new Reply.Success(QmpObject.EMPTY, request.id());
        } catch (BindingException e) {
            return new Reply.Failure(e.error(), request.id());
        }
    }
}
