package io.qmp.client.spi;

import io.qmp.api.DoNotImplement;
import io.qmp.api.Experimental;
import java.util.OptionalLong;

/**
 * The present state of a client, as numbers. May be read on any thread; what is read is at most a moment old.
 *
 * @since 0.1
 */
@DoNotImplement
@Experimental(since = "0.1")
public interface ClientGauges {
    /** {@return whether commands may be executed} */
    boolean isConnected();

    /** {@return how often the client has connected again after a loss} */
    long reconnections();

    /**
     * {@return how many commands the peer has not answered, those included that wait to be sent, that their callers
     * gave up, and that the client sent for itself}
     */
    int pending();

    /** {@return how long ago the last reply was received, in nanoseconds; empty if there was none} */
    OptionalLong nanosSinceReply();
}
