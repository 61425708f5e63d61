package io.qmp.server.session;

import io.qmp.api.command.CommandContext;
import io.qmp.api.command.SessionInfo;
import io.qmp.api.host.FileDescriptor;
import java.util.Optional;

/** What handlers are told of a session's requests: one instance for each way of execution. */
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
