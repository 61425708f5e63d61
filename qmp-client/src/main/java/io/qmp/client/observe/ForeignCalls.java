package io.qmp.client.observe;

import io.qmp.api.log.RateLimitedLog;
import java.lang.System.Logger.Level;

/**
 * The one way in which the client calls code of its user: listeners, metrics, subscribers, functions. Whatever that
 * throws, an Error too, is logged and has no other effect.
 */
public final class ForeignCalls {
    private final RateLimitedLog log;

    /**
     * Makes it.
     *
     * @param log takes the failures
     */
    public ForeignCalls(RateLimitedLog log) {
        this.log = log;
    }

    /**
     * Calls foreign code.
     *
     * @param what names it in the log: one of a fixed set
     */
    public void call(String what, Runnable code) {
        try {
            code.run();
        } catch (Throwable e) { // foreign code: an Error, too, must not cost the connection
            failed(what, e);
        }
    }

    /** Foreign code has thrown something, or a future of it has failed. */
    public void failed(String what, Throwable failure) {
        log.log(what, Level.ERROR, () -> what + " has failed", failure);
    }
}
