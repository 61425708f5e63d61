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

/** The client has been greeted; {@code qmp_capabilities} is the only command. */
final class Negotiating implements SessionState {
    private final NegotiationConfig config;
    private final boolean offersOutOfBand;

    /**
     * Makes the state.
     *
     * @param offersOutOfBand whether the greeting has offered out-of-band execution
     */
    Negotiating(NegotiationConfig config, boolean offersOutOfBand) {
        this.config = config;
        this.offersOutOfBand = offersOutOfBand;
    }

    @Override
    public Reply execute(Request request, Session session, LateReply late) {
        if (!request.command().equals(WireNames.QMP_CAPABILITIES)) {
            return failure(
                    QmpError.commandNotFound("Expecting capabilities negotiation with 'qmp_capabilities'"), request);
        }
        try {
            boolean outOfBand = enabled(request.arguments()).contains(QmpCapability.OOB);
            if (outOfBand && !offersOutOfBand) {
                return failure(QmpError.generic("Capability oob not available"), request);
            }
            session.negotiated(outOfBand);
            return new Reply.Success(QmpObject.EMPTY, request.id());
        } catch (BindingException e) {
            return failure(e.error(), request);
        }
    }

    /** Most clients enable none, so that a server that starts need not bind the command. */
    private List<QmpCapability> enabled(QmpObject arguments) {
        if (arguments.isEmpty()) {
            return List.of();
        }
        QmpCapabilities wanted =
                config.binder().lazyCommand(QmpCapabilities.class).readArguments(arguments);
        return wanted.enable() == null ? List.of() : wanted.enable();
    }

    private static Reply failure(QmpError error, Request request) {
        return new Reply.Failure(error, request.id());
    }
}
