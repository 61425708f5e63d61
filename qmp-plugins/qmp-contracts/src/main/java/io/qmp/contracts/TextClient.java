package io.qmp.contracts;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.qmp.api.Experimental;
import io.qmp.api.host.FileDescriptor;
import io.qmp.api.local.LocalConnection;
import io.qmp.api.local.ManualEventLoop;
import io.qmp.api.wire.ConnectionHandler;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The client's end of a connection within the process, in text: sends what a test writes, well-formed or not, and keeps
 * the lines that the server sends. It knows no messages and negotiates nothing by itself.
 *
 * <p>Text is ASCII. Each method that sends or changes something runs the tasks of the loop that are due. Used by one
 * thread.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class TextClient {
    private final ManualEventLoop loop;
    private final LocalConnection connection;
    private final StringBuilder unread = new StringBuilder();
    private final List<String> lines = new ArrayList<>();
    private boolean closed;

    /**
     * Makes a client.
     *
     * @param loop the loop of the connection
     * @param connection the client's end, without a handler yet
     */
    public TextClient(ManualEventLoop loop, LocalConnection connection) {
        this.loop = loop;
        this.connection = connection;
        connection.handler(new Receiver());
        loop.runPending();
    }

    /** Sends a text as it is. QMP servers take single quotes for double ones. */
    public void send(String text) {
        send(text, List.of());
    }

    /** Sends a text together with descriptors, which the connection owns from now on. */
    public void send(String text, List<FileDescriptor> descriptors) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(US_ASCII));
        if (descriptors.isEmpty()) {
            connection.write(bytes);
        } else {
            connection.write(bytes, descriptors);
        }
        connection.flush();
        loop.runPending();
    }

    /**
     * Sends a text and takes the next line.
     *
     * @throws AssertionError if there is none
     */
    public String ask(String text) {
        send(text);
        return next();
    }

    /**
     * Takes the next line, without its end.
     *
     * @throws AssertionError if there is none
     */
    public String next() {
        assertFalse(lines.isEmpty(), () -> "no message, " + (closed ? "closed" : "silence"));
        return lines.remove(0);
    }

    /** Sends a text and takes all lines, joined by line breaks; for messages of several lines. */
    public String block(String text) {
        send(text);
        return String.join("\n", all());
    }

    /** Takes all lines. */
    public List<String> all() {
        List<String> all = List.copyOf(lines);
        lines.clear();
        return all;
    }

    /** {@return how many lines have not been taken} */
    public int waiting() {
        return lines.size();
    }

    /** {@return whether the connection has been closed, by either end} */
    public boolean isClosed() {
        return closed;
    }

    /** Closes the connection. */
    public void close() {
        connection.close();
        loop.runPending();
    }

    /** Shuts down the sending side; what the server sends is still received. */
    public void endInput() {
        connection.shutdownOutput();
        loop.runPending();
    }

    /** {@return how many bytes were sent that the server has not read} */
    public long unread() {
        return connection.pendingBytes();
    }

    /** Stops reading, so that what the server sends is queued at its end. */
    public void stopReading() {
        connection.pause();
    }

    /** Reads on, after {@link #stopReading}. */
    public void startReading() {
        connection.resume();
        loop.runPending();
    }

    private final class Receiver implements ConnectionHandler {
        @Override
        public void received(ByteBuffer bytes) {
            unread.append(US_ASCII.decode(bytes));
            for (int end = unread.indexOf("\r\n"); end >= 0; end = unread.indexOf("\r\n")) {
                lines.add(unread.substring(0, end));
                unread.delete(0, end + 2);
            }
        }

        @Override
        public void inputEnded() {}

        @Override
        public void closed(@Nullable Throwable cause) {
            closed = true;
        }
    }
}
