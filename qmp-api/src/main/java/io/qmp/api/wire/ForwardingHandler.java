package io.qmp.api.wire;

import io.qmp.api.Experimental;
import io.qmp.api.host.FileDescriptor;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The base of handlers between a connection and the handler that uses it: forwards every call. Subclasses override
 * what they add or change.
 *
 * <p>Both {@code received} methods forward to the method of the same parameters, never to each other: a subclass that
 * looks at what arrives overrides both.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public abstract class ForwardingHandler implements ConnectionHandler {
    private final ConnectionHandler handler;

    /**
     * Makes a handler.
     *
     * @param handler where calls are forwarded to
     */
    protected ForwardingHandler(ConnectionHandler handler) {
        this.handler = handler;
    }

    @Override
    public void received(ByteBuffer bytes) {
        handler.received(bytes);
    }

    @Override
    public void received(ByteBuffer bytes, List<FileDescriptor> descriptors) {
        handler.received(bytes, descriptors);
    }

    @Override
    public void inputEnded() {
        handler.inputEnded();
    }

    @Override
    public void drained() {
        handler.drained();
    }

    @Override
    public void closed(@Nullable Throwable cause) {
        handler.closed(cause);
    }
}
