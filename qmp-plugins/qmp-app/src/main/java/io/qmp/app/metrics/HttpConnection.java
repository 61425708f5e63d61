package io.qmp.app.metrics;

import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.EventLoop.Timer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers the requests of one client, one after the other. A client that does not send its request, or does not take
 * the response, within ten seconds is disconnected, and one that sends nothing for two minutes.
 */
final class HttpConnection implements ConnectionHandler {
    static final Duration IDLE = Duration.ofMinutes(2);
    static final Duration REQUEST = Duration.ofSeconds(10);
    static final Duration RESPONSE = Duration.ofSeconds(10);
    static final int LONGEST_HEAD = 8192;

    /** What its owner wants to know. */
    interface Events {
        /** There is a whole request. */
        void asked(HttpConnection connection);

        /** It is closed. */
        void ended(HttpConnection connection);
    }

    private final Connection connection;
    private final Function<HttpRequest, HttpResponse> pages;
    private final Events events;
    private StringBuilder received = new StringBuilder();
    private @Nullable Timer limit;
    private boolean responding;
    private boolean closing;

    HttpConnection(Connection connection, Function<HttpRequest, HttpResponse> pages, Events events) {
        this.connection = connection;
        this.pages = pages;
        this.events = events;
        limit(IDLE);
    }

    @Override
    public void received(ByteBuffer bytes) {
        if (closing) {
            return;
        }
        if (received.isEmpty() && !responding) {
            limit(REQUEST);
        }
        received.append(StandardCharsets.ISO_8859_1.decode(bytes));
        read();
    }

    private void read() {
        while (!responding && !closing) {
            dropEmptyLines();
            int end = received.indexOf("\r\n\r\n");
            if (end < 0) {
                if (received.length() > LONGEST_HEAD) {
                    refuse("431 Request Header Fields Too Large");
                }
                return;
            }
            Optional<HttpRequest> request = HttpRequest.parse(received.substring(0, end));
            received = new StringBuilder(received.substring(end + 4));
            if (request.isEmpty()) {
                refuse("400 Bad Request");
            } else {
                HttpRequest asked = request.get();
                events.asked(this);
                respond(pages.apply(asked), !asked.isHead(), asked.isLast());
            }
        }
        if (received.length() > LONGEST_HEAD) { // more requests, sent without waiting for the response
            connection.pause();
        }
    }

    /** Empty lines before a request are no part of it (RFC 9112, 2.2). */
    private void dropEmptyLines() {
        while (received.length() >= 2 && received.charAt(0) == '\r' && received.charAt(1) == '\n') {
            received.delete(0, 2);
        }
    }

    private void refuse(String status) {
        respond(HttpResponse.error(status), true, true);
    }

    private void respond(HttpResponse response, boolean withBody, boolean last) {
        connection.write(response.encode(withBody, last));
        connection.flush();
        if (last) {
            closing = true;
            limit(RESPONSE);
            connection.close();
        } else if (connection.pendingBytes() > 0) {
            responding = true;
            limit(RESPONSE);
        } else {
            limit(received.isEmpty() ? IDLE : REQUEST);
        }
    }

    /** {@return whether a response is on its way} */
    boolean isAnswering() {
        return responding || closing;
    }

    /** Ends it at once. */
    void abort() {
        connection.abort();
    }

    @Override
    public void drained() {
        if (responding) {
            responding = false;
            connection.resume();
            limit(received.isEmpty() ? IDLE : REQUEST);
            read();
        }
    }

    @Override
    public void inputEnded() {
        closing = true;
        connection.close();
        limit(RESPONSE);
    }

    @Override
    public void closed(@Nullable Throwable cause) {
        cancelLimit();
        events.ended(this);
    }

    private void limit(Duration time) {
        cancelLimit();
        limit = connection.loop().schedule(time, connection::abort);
    }

    private void cancelLimit() {
        if (limit != null) {
            limit.cancel();
        }
    }
}
