package io.qmp.schema.generator;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.MessageReader;
import io.qmp.api.wire.QmpAddress;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.api.wire.WireCodec;
import io.qmp.api.wire.WireFormat;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** Asks a running server what it answers to {@code query-qmp-schema}. This needs no client: it is two commands, one after the other. */
final class SchemaQuery {
    private final SocketChannel channel;
    private final WireCodec codec = WireCodec.installed();
    private final MessageReader reader = codec.newReplyReader(ReaderLimits.QEMU);

    private SchemaQuery(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * {@return what the server answers}
     *
     * @param address where it listens
     * @throws IOException if there is no connection, or it ends
     * @throws CommandFailedException if the server has no introspection
     */
    static QmpValue ask(QmpAddress address) throws IOException {
        try (SocketChannel channel = SocketChannel.open(socket(address))) {
            SchemaQuery query = new SchemaQuery(channel);
            query.execute(WireNames.QMP_CAPABILITIES);
            return query.execute("query-qmp-schema");
        } catch (EOFException e) {
            throw e;
        } catch (IOException e) {
            throw new IOException("cannot ask " + address + ": " + e.getMessage(), e);
        }
    }

    private static SocketAddress socket(QmpAddress address) {
        return address instanceof QmpAddress.Tcp tcp
                ? new InetSocketAddress(tcp.host(), tcp.port())
                : UnixDomainSocketAddress.of(((QmpAddress.Unix) address).path());
    }

    private QmpValue execute(String command) throws IOException {
        ByteBuffer request =
                codec.newWriter(WireFormat.CLIENT).write(new Request(command, QmpObject.EMPTY, null, false));
        while (request.hasRemaining()) {
            channel.write(request);
        }
        while (true) { // the greeting and events come in between
            QmpMessage message = next();
            if (message instanceof Reply.Success success) {
                return success.result();
            } else if (message instanceof Reply.Failure failure) {
                throw new CommandFailedException(failure.error(), command);
            }
        }
    }

    private QmpMessage next() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
        for (QmpMessage message = reader.next(); ; message = reader.next()) {
            if (message != null) {
                return message;
            }
            if (channel.read(bytes.clear()) < 0) {
                throw new EOFException("the server has closed the connection; does it serve somebody else?");
            }
            reader.feed(bytes.flip());
        }
    }
}
