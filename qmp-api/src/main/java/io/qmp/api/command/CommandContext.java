package io.qmp.api.command;

import io.qmp.api.DoNotImplement;
import io.qmp.api.Stable;
import io.qmp.api.host.FileDescriptor;
import java.util.Optional;

/**
 * A command's session, mode of execution, and file descriptor.
 *
 * @since 0.1
 */
@DoNotImplement
@Stable(since = "0.1")
public interface CommandContext {
    /** {@return the session the command came from} */
    SessionInfo session();

    /** {@return whether the command was sent with {@code exec-oob}} */
    boolean outOfBand();

    /**
     * Takes the file descriptor that the client has passed with this command, or with an earlier one if no handler
     * has taken it. There is one at most: the first one that came with the latest bytes that had any. May be called
     * on any thread.
     *
     * @return the caller's from now on; empty if there is none, or it has been taken
     */
    Optional<FileDescriptor> takeDescriptor();
}
