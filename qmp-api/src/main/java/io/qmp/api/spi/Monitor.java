package io.qmp.api.spi;

import io.qmp.api.DoNotImplement;
import io.qmp.api.Experimental;

/**
 * A monitor of a server: serves the client of a {@linkplain CharacterDevice device}. Methods are called on the server's
 * loop unless they say otherwise.
 *
 * @since 0.1
 */
@DoNotImplement
@Experimental(since = "0.1")
public interface Monitor {
    /** {@return its name, such as {@code compat_monitor0}} On any thread. */
    String name();

    /** {@return how it serves its clients} On any thread. */
    MonitorSettings settings();

    /** Changes how it serves its clients. */
    void settings(MonitorSettings changed);

    /**
     * Ends it. Its device stays, and so do connected clients: they are neither answered nor sent events, and no end of
     * file tells them. The replies of commands that still run are dropped, as are requests that have not begun. The
     * descriptors are closed that clients have left under names. Calls after the first have no effect.
     */
    void close();
}
