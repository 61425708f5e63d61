package io.qmp.client;

import io.qmp.api.DoNotImplement;
import io.qmp.api.Experimental;

/**
 * The registration of a listener to events; closing it unregisters the listener.
 *
 * @since 0.1
 */
@DoNotImplement
@Experimental(since = "0.1")
public interface ListenerRegistration extends AutoCloseable {
    /**
     * Unregisters the listener. May be called more than once, on any thread; an event that is being delivered may
     * still reach it.
     */
    @Override
    void close();
}
