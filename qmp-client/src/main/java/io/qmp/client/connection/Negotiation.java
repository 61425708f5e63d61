package io.qmp.client.connection;

import io.qmp.api.message.Greeting;
import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.Optional;

/** The handshake of QMP: the server greets, the client says which of the offered capabilities it wants. */
final class Negotiation implements Handshake {
    static final String PROBE = "query-version";
    static final String NO_GREETING = "it did not greet: it serves another client, speaks TLS, is a guest agent, which"
            + " never greets, or no QMP server";

    private final ServerLink session;
    private boolean greeted;

    Negotiation(ServerLink session) {
        this.session = session;
    }

    /** It is the server who begins. */
    @Override
    public void begin() {}

    @Override
    public void greeted(Greeting greeting) {
        if (greeted) {
            return;
        }
        greeted = true;
        boolean oob = session.wantsOutOfBand() && greeting.capabilities().contains(WireNames.OOB);
        QmpObject arguments =
                oob ? QmpObject.of(WireNames.ENABLE, QmpArray.of(QmpValue.of(WireNames.OOB))) : QmpObject.EMPTY;
        session.execute(WireNames.QMP_CAPABILITIES, arguments).whenComplete((nothing, failure) -> {
            if (failure == null) {
                session.ready(Optional.of(greeting), oob);
            } else {
                session.refused(failure);
            }
        });
    }

    @Override
    public String overdue() {
        return greeted ? "it did not answer " + WireNames.QMP_CAPABILITIES : NO_GREETING;
    }

    @Override
    public String probe() {
        return PROBE;
    }
}
