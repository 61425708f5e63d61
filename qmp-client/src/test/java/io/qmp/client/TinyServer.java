package io.qmp.client;

import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.message.Timestamp;
import io.qmp.api.message.VersionInfo;
import io.qmp.api.message.VersionTriple;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.MessageReader;
import io.qmp.api.wire.MessageWriter;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of a real connection: greets, returns to each command its arguments, and sends the event
 * HAPPENED before the reply to {@code happen}; goes at {@code quit}.
 */
final class TinyServer implements ConnectionHandler {
    private final Connection connection;
    private final MessageReader reader = WireCodec.installed().newRequestReader(ReaderLimits.QEMU);
    private final MessageWriter writer = WireCodec.installed().newWriter(WireFormat.SERVER);

    private TinyServer(Connection connection) {
        this.connection = connection;
    }

    /** Serves a connection; on its loop. */
    static void serve(Connection connection) {
        TinyServer server = new TinyServer(connection);
        connection.handler(server);
        server.send(Greeting.of(new VersionInfo(new VersionTriple(10, 0, 0), ""), List.of("oob")));
        connection.flush();
    }

    @Override
    public void received(ByteBuffer bytes) {
        reader.feed(bytes);
        for (QmpMessage message = reader.next(); message != null; message = reader.next()) {
            Request request = (Request) message;
            switch (request.command()) {
                case "happen" -> send(new Event("HAPPENED", request.arguments(), Timestamp.UNKNOWN));
                case "qmp_capabilities" -> reader.enableOob();
                default -> {}
            }
            QmpObject result = request.command().equals("qmp_capabilities") ? QmpObject.EMPTY : request.arguments();
            send(new Reply.Success(result, request.id()));
            if (request.command().equals("quit")) {
                connection.close();
            }
        }
        connection.flush();
    }

    private void send(QmpMessage message) {
        connection.write(writer.write(message));
    }

    @Override
    public void inputEnded() {
        connection.close();
    }

    @Override
    public void closed(@Nullable Throwable cause) {}
}
