package io.qmp.api.spi;

import io.qmp.api.DoNotImplement;
import io.qmp.api.Experimental;

/**
 * Commands and events that were added to a running server; closing it removes them.
 *
 * @since 0.1
 */
@DoNotImplement
@Experimental(since = "0.1")
public interface Registration extends AutoCloseable {
    /**
     * Removes the commands and events from the server, all at once; {@code query-commands} and the introspection no
     * longer have them when this returns. May be called on any thread. Further calls have no effect, and neither have
     * those after the end of the server, which removes them, too.
     *
     * <p>A command that is running is not disturbed: its reply is sent. A request that waits for its turn, or is held
     * by an interceptor, fails as one for an unknown command, unless another plugin or the fallback executes it. An
     * event that has been emitted is sent, also if its rate limit holds it back.
     */
    @Override
    void close();
}
