package io.qmp.api.command;

import io.qmp.api.DoNotImplement;
import io.qmp.api.Experimental;

/**
 * What a handler knows besides its command.
 *
 * @since 0.1
 */
@DoNotImplement
@Experimental(since = "0.1")
public interface CommandContext {
    /** {@return the session the command came from} */
    SessionInfo session();

    /** {@return whether the command was sent with {@code exec-oob}} */
    boolean outOfBand();
}
