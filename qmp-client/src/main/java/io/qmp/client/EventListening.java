package io.qmp.client;

import io.qmp.api.DoNotImplement;
import io.qmp.api.Experimental;

/**
 * Stands for a listener to events until it is closed.
 *
 * @since 0.1
 */
@DoNotImplement
@Experimental(since = "0.1")
public interface EventListening extends AutoCloseable {
    /** Ends it. May be called more than once, on any thread; an event that is being delivered may still come. */
    @Override
    void close();
}
