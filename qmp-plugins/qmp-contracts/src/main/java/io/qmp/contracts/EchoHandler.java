package io.qmp.contracts;

import io.qmp.api.Experimental;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A handler that sends back all bytes, and closes when the peer does.
 *
 * @param connection the connection
 * @since 0.1
 */
@Experimental(since = "0.1")
public record EchoHandler(Connection connection) implements ConnectionHandler {
    @Override
    public void received(ByteBuffer bytes) {
        connection.write(bytes);
        connection.flush();
    }

    @Override
    public void inputEnded() {
        connection.close();
    }

    @Override
    public void closed(@Nullable Throwable cause) {}
}
