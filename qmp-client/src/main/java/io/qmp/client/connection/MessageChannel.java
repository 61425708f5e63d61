package io.qmp.client.connection;

import io.qmp.api.bind.CommandBinding;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.MessageReader;
import io.qmp.api.wire.MessageWriter;
import io.qmp.api.wire.WireFormat;
import io.qmp.client.command.PendingCommands;
import io.qmp.client.spi.TrafficTap;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One connection as a stream of messages. One reader reads from the first byte to the last.
 *
 * <p>Requests of one turn of the loop leave together, unless they are many.
 */
final class MessageChannel implements ConnectionHandler, PendingCommands.Outlet {
    /** Callbacks for what is received, and for the end of the connection. */
    interface Receiver {
        void received(QmpMessage message);

        /**
         * The connection has ended.
         *
         * @param cause the transport's failure, if it was one
         * @param withinMessage whether the last message is incomplete
         */
        void ended(@Nullable Throwable cause, boolean withinMessage);

        /** The reader has failed: nothing can be received any more. */
        void broken(Throwable failure);

        /** Bytes have come, whatever they mean. {@link #dealtWith} follows. */
        void heard();

        /** All messages have been passed on that these bytes have completed, and what was written meanwhile leaves. */
        void dealtWith();

        /** The peer has taken nothing of what was sent for as long as it may. */
        void stuck();
    }

    /** So many bytes leave before the end of the turn: the peer begins with them while more is written. */
    private static final int BYTES_THAT_LEAVE = 2 << 10;

    private final Connection connection;
    private final MessageReader reader;
    private final MessageWriter writer;
    private final TrafficTap tap;
    private final Receiver receiver;
    private final WriteDeadline deadline;
    private final Runnable flush = this::flush;
    private long flushes;
    private boolean reading;
    private boolean unflushed;
    private int unflushedBytes;
    private boolean ended;

    MessageChannel(Connection connection, LinkSettings settings, TrafficTap tap, Receiver receiver) {
        this.connection = connection;
        this.reader = settings.codec().newReplyReader(settings.readerLimits());
        this.writer = settings.codec().newWriter(WireFormat.CLIENT);
        this.tap = tap;
        this.receiver = receiver;
        this.deadline = new WriteDeadline(connection, settings.times().write(), receiver::stuck);
    }

    /** Sets the types as which results are read, where the codec can do that without a value. */
    void resultTypes(Function<? super QmpValue, ? extends @Nullable CommandBinding<?, ?>> types) {
        reader.resultTypes(types);
    }

    void open() {
        connection.handler(this);
    }

    @Override
    public String peer() {
        return connection.peer();
    }

    @Override
    public int send(Request request, List<FileDescriptor> descriptors) {
        ByteBuffer bytes;
        try {
            if (unflushedBytes >= BYTES_THAT_LEAVE) {
                flush();
            }
            if (ended) {
                throw new IllegalStateException("the connection has ended");
            }
            tap.sent(request);
            bytes = writer.write(request);
        } catch (Throwable e) {
            descriptors.forEach(FileDescriptor::close);
            throw e;
        }
        write(bytes, descriptors);
        return bytes.remaining();
    }

    @Override
    public String receivedText() {
        return StandardCharsets.UTF_8.decode(reader.text()).toString();
    }

    @Override
    public long flushes() {
        return flushes;
    }

    void close() {
        connection.close();
    }

    void abort() {
        ended = true;
        deadline.drained();
        connection.abort();
    }

    private void write(ByteBuffer bytes, List<FileDescriptor> descriptors) {
        if (descriptors.isEmpty()) {
            connection.write(bytes);
        } else {
            connection.write(bytes, descriptors);
        }
        unflushedBytes += bytes.remaining();
        deadline.written(bytes.remaining());
        if (!unflushed) {
            unflushed = true;
            if (!reading) {
                connection.loop().execute(flush);
            }
        }
    }

    private void flush() {
        if (unflushed && !ended) {
            unflushed = false;
            unflushedBytes = 0;
            flushes++;
            connection.flush();
            deadline.flushed();
        }
    }

    @Override
    public void received(ByteBuffer bytes) {
        reading = true;
        try {
            receiver.heard();
            reader.feed(bytes);
            for (QmpMessage message = next(); message != null; message = next()) {
                tap.received(message);
                receiver.received(message);
            }
        } catch (Throwable e) { // a codec may be foreign, and memory may be short
            receiver.broken(e);
        } finally {
            reading = false;
            try {
                flush();
            } finally {
                receiver.dealtWith();
            }
        }
    }

    private @Nullable QmpMessage next() {
        return ended ? null : reader.next();
    }

    /** A peer that has nothing more to say is of no use to a client. */
    @Override
    public void inputEnded() {
        connection.close();
    }

    @Override
    public void drained() {
        deadline.drained();
    }

    @Override
    public void closed(@Nullable Throwable cause) {
        ended = true;
        deadline.drained();
        receiver.ended(cause, reader.pendingBytes() > 0);
    }
}
