package io.qmp.client.connection;

import io.qmp.api.error.QmpError;
import io.qmp.api.message.Greeting;

/** The messages that begin a connection, before commands may be executed. Its link limits its time. */
public interface Handshake {
    /** The connection is there. */
    void begin();

    /** The peer has greeted. */
    void greeted(Greeting greeting);

    /** What a failure to end in time means, for people. */
    String overdue();

    /** The name of a command that every such peer has, that takes no arguments, and that changes nothing. */
    String probe();

    /** {@return whether the client has negotiated once this handshake is over} */
    default boolean negotiates() {
        return true;
    }

    /**
     * {@return whether an error without an id is a known answer to something that was no command} Called once for each
     * such error.
     */
    default boolean expects(QmpError error) {
        return false;
    }
}
