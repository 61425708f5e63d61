package io.qmp.server.session;

import io.qmp.api.command.CommandContext;
import io.qmp.api.command.SessionInfo;
import io.qmp.api.host.FileDescriptor;
import java.util.Optional;

/**
 * The context of a session's commands: one instance for in-band and one for out-of-band execution, or one for each
 * in-band command if they overlap.
 */
record HandlerContext(SessionInfo session, boolean outOfBand, ReceivedDescriptors descriptors)
        implements CommandContext {
    @Override
    public Optional<FileDescriptor> takeDescriptor() {
        return descriptors.take();
    }

    /** {@return the session, for messages} */
    @Override
    public String toString() {
        return session.toString();
    }
}
