package io.qmp.testkit.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.qmp.api.host.FileDescriptor;
import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.ForwardingConnection;
import io.qmp.api.wire.ForwardingHandler;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The server's end of a connection, with faults in what it sends. Lives on the loop of the connection. */
final class FaultyConnection extends ForwardingConnection {
    private final Faults faults;
    private final PacedOutput output;
    private final PendingRequests requests = new PendingRequests();
    private final StringBuilder unfinished = new StringBuilder();
    private String swapped = "";
    private boolean deaf;
    private boolean wantsToRead = true;

    FaultyConnection(Connection connection, Faults faults) {
        super(connection);
        this.faults = faults;
        this.output = new PacedOutput(connection, faults::pace);
    }

    @Override
    public void handler(ConnectionHandler handler) {
        super.handler(new Receiver(handler));
    }

    @Override
    public void write(ByteBuffer bytes) {
        boolean unchanged = unfinished.isEmpty() && swapped.isEmpty() && !faults.changesMessages();
        if (unchanged && output.passes()) {
            super.write(bytes);
            return;
        }
        if (unchanged) {
            output.write(ISO_8859_1.decode(bytes.duplicate()).toString());
            return;
        }
        unfinished.append(ISO_8859_1.decode(bytes.duplicate()));
        for (int end = unfinished.indexOf("\n"); end >= 0; end = unfinished.indexOf("\n")) {
            String line = unfinished.substring(0, end + 1);
            unfinished.delete(0, end + 1);
            message(line);
        }
    }

    private void message(String line) {
        QmpObject value = Outgoing.parse(line);
        String command = Outgoing.isReply(value) ? requests.take(value.get(WireNames.ID)) : null;
        Outgoing message = new Outgoing(line, value, command);
        Optional<MessageFault> fault = faults.take(message);
        String held = swapped;
        swapped = "";
        if (fault.isPresent()) {
            send(message, fault.get());
        } else {
            output.write(line);
        }
        output.write(held);
    }

    private void send(Outgoing message, MessageFault fault) {
        output.write(fault.before());
        switch (fault.fate()) {
            case SENT -> {
                String text = fault.text(message);
                if (fault.delay().isZero()) {
                    output.write(text);
                } else {
                    loop().schedule(fault.delay(), () -> send(text));
                }
            }
            case SWAPPED -> swapped = fault.text(message);
            case CUT -> {
                output.write(fault.text(message));
                close();
            }
            case CLOSED -> close();
            case RESET -> abort();
            case DROPPED -> {}
        }
    }

    @Override
    public void flush() {
        output.flush();
    }

    @Override
    public long pendingBytes() {
        return output.pendingBytes();
    }

    @Override
    public void close() {
        output.close();
    }

    @Override
    public void pause() {
        wantsToRead = false;
        super.pause();
    }

    @Override
    public void resume() {
        wantsToRead = true;
        if (!deaf) {
            super.resume();
        }
    }

    /** Sends a text as it is. */
    void send(String text) {
        output.write(text);
        output.flush();
    }

    /** Sends what the pace lets pass. */
    void sendOn() {
        output.flush();
    }

    void cutAfter(long bytes) {
        output.cutAfter(bytes);
    }

    void stopReading() {
        deaf = true;
        super.pause();
    }

    void startReading() {
        deaf = false;
        if (wantsToRead) {
            super.resume();
        }
    }

    private final class Receiver extends ForwardingHandler {
        Receiver(ConnectionHandler handler) {
            super(handler);
        }

        @Override
        public void received(ByteBuffer bytes) {
            look(bytes);
            super.received(bytes);
        }

        @Override
        public void received(ByteBuffer bytes, List<FileDescriptor> descriptors) {
            look(bytes);
            super.received(bytes, descriptors);
        }

        private void look(ByteBuffer bytes) {
            if (faults.changesMessages()) {
                requests.received(bytes.duplicate());
            }
        }

        @Override
        public void closed(@Nullable Throwable cause) {
            faults.ended(FaultyConnection.this);
            output.ended();
            super.closed(cause);
        }
    }
}
