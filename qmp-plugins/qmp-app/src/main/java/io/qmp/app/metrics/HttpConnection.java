package io.qmp.app.metrics;

import io.qmp.api.wire.Connection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.api.wire.EventLoop.Timer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
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

    private final Connection connection;
    private final Function<HttpRequest, HttpResponse> pages;
    private final Consumer<HttpConnection> ended;
    private StringBuilder received = new StringBuilder();
    private @Nullable Timer limit;
    private boolean responding;
    private boolean closing;

    HttpConnection(Connection connection, Function<HttpRequest, HttpResponse> pages, Consumer<HttpConnection> ended) {
        this.connection = connection;
        this.pages = pages;
        this.ended = ended;
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
                respond(pages.apply(asked), !asked.isHead(), asked.isLast());
            }
        }
        if (received.length() > LONGEST_HEAD) { // more requests, sent without waiting for the response
            connection.pause();
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
        ended.accept(this);
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
