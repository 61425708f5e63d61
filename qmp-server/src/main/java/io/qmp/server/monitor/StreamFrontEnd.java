package io.qmp.server.monitor;

import io.qmp.api.spi.Attachment;
import io.qmp.api.spi.Monitor;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.ForwardingHandler;
import io.qmp.server.session.Released;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a plugin has put on a device instead of a monitor. */
final class StreamFrontEnd implements FrontEnd, Attachment {
    private final Device device;
    private final Function<Connection, ConnectionHandler> user;
    private final Map<Connection, Input> clients = new LinkedHashMap<>();

    StreamFrontEnd(Device device, Function<Connection, ConnectionHandler> user) {
        this.device = device;
        this.user = user;
    }

    @Override
    public ConnectionHandler open(Connection connection) {
        Input input = new Input(connection, user.apply(connection));
        clients.put(connection, input);
        connection.handler(input);
        return input;
    }

    @Override
    public List<Released> release() {
        List<Released> connections = clients.values().stream()
                .map(input -> new Released(input.connection, input.ended))
                .toList();
        clients.clear();
        return connections;
    }

    @Override
    public void disconnect() {
        List.copyOf(clients.keySet()).forEach(Connection::abort);
    }

    @Override
    public void close() {
        device.stopServing(this);
    }

    @Override
    public Optional<Monitor> monitor() {
        return Optional.empty();
    }

    /** The input of one client. */
    private final class Input extends ForwardingHandler {
        private final Connection connection;
        private boolean ended;

        Input(Connection connection, ConnectionHandler handler) {
            super(handler);
            this.connection = connection;
        }

        @Override
        public void inputEnded() {
            ended = true;
            super.inputEnded();
        }

        @Override
        public void closed(@Nullable Throwable cause) {
            if (clients.remove(connection, this)) {
                super.closed(cause);
                device.left(true);
            }
        }
    }
}
