package io.qmp.mux.spi;

import io.qmp.api.DoNotImplement;
import io.qmp.api.Experimental;
import java.util.Map;

/**
 * The present state of a multiplexer. May be read on any thread; what is read is at most a moment old.
 *
 * @since 0.1
 */
@DoNotImplement
@Experimental(since = "0.1")
public interface MuxGauges {
    /** {@return the state of the connection to QEMU} */
    UpstreamState upstream();

    /** {@return how often QEMU has come again after a loss} */
    long restarts();

    /** {@return whether each client has a monitor of its own in QEMU; false while it is not known} */
    boolean isPrivate();

    /** {@return the number of clients by the name of their role; roles that have had a client stay, with 0} */
    Map<String, Integer> clients();

    /** {@return how many in-band commands wait for their turn, of all clients} */
    int waiting();

    /** {@return how many commands were sent and have no reply yet, of all clients} */
    int unanswered();

    /**
     * {@return how many in-band commands may be without a reply} Of all clients together, or of each one if {@link
     * #isPrivate}.
     */
    int window();

    /** {@return how many records the audit was given} */
    long auditRecords();

    /** {@return how many records of the audit could not be written} */
    long auditFailures();

    /**
     * {@return whether the peer, or the multiplexer itself, has a command} Names of commands come from clients, which
     * may send any text. Known when the peer has been there for a moment; false before.
     *
     * @param name the name of the command
     */
    boolean hasCommand(String name);

    /**
     * {@return whether the peer, or the multiplexer itself, has sent an event of this name}
     *
     * @param name the name of the event
     */
    boolean hasEvent(String name);
}
