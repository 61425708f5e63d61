package io.qmp.api.spi;

import io.qmp.api.Experimental;

/**
 * The fate of a monitor whose client has left.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public enum CloseAction {
    /** It serves the next client. */
    NONE,
    /** It is closed, and its device with it. */
    DELETE
}
