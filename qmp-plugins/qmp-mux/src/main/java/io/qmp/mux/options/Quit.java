package io.qmp.mux.options;

import io.qmp.api.Experimental;

/**
 * The effect of an owner's {@code quit}.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum Quit {
    /** It fails. */
    REFUSE,
    /** It ends the client's own session: the client gets its reply, then the end of the connection. */
    CLOSE,
    /** It ends QEMU. */
    FORWARD
}
