package io.qmp.api.host;

import io.qmp.api.Experimental;

/**
 * Two unix sockets that are connected to each other. Each end is the owner's until it is handed on; the other end
 * notices when the last descriptor of an end is closed, in whatever process.
 *
 * @param first one end
 * @param second the other
 * @since 0.1
 */
@Experimental(since = "0.1")
public record SocketPair(FileDescriptor first, FileDescriptor second) implements AutoCloseable {
    /** Closes both ends, unless an end was handed on and its new owner has closed it. */
    @Override
    public void close() {
        first.close();
        second.close();
    }
}
