package io.qmp.client.connection;

import io.qmp.api.message.Greeting;
import java.util.Optional;

/** The handshake of a client whose user negotiates: the server greets, and nothing is sent. */
final class GreetingOnly implements Handshake {
    private final ServerLink link;

    GreetingOnly(ServerLink link) {
        this.link = link;
    }

    /** It is the server who begins. */
    @Override
    public void begin() {}

    @Override
    public void greeted(Greeting greeting) {
        link.ready(Optional.of(greeting), true);
    }

    @Override
    public String overdue() {
        return Negotiation.NO_GREETING;
    }

    @Override
    public String probe() {
        return Negotiation.PROBE;
    }

    @Override
    public boolean negotiates() {
        return false;
    }
}
