package io.qmp.app.metrics;

import io.qmp.api.wire.Connection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The clients of the exporter, of which there may be so many. One more takes the place of the client whose last request
 * is longest ago, so that clients that send none, or never end one, keep nobody out. Used on one loop.
 */
final class HttpConnections implements HttpConnection.Events {
    /** More than some Prometheus servers and people with browsers need, also if all ask at once. */
    static final int MOST = 256;

    private final Function<HttpRequest, HttpResponse> pages;

    /** In the order of their last requests, or beginnings. */
    private final Set<HttpConnection> open = new LinkedHashSet<>();

    HttpConnections(Function<HttpRequest, HttpResponse> pages) {
        this.pages = pages;
    }

    /** Serves a client; closes its connection at once if there are too many that all are being answered. */
    void accept(Connection connection) {
        if (open.size() >= MOST) {
            Optional<HttpConnection> oldest =
                    open.stream().filter(client -> !client.isAnswering()).findFirst();
            if (oldest.isEmpty()) {
                connection.abort();
                return;
            }
            open.remove(oldest.get());
            oldest.get().abort();
        }
        HttpConnection client = new HttpConnection(connection, pages, this);
        open.add(client);
        connection.handler(client);
    }

    @Override
    public void asked(HttpConnection client) {
        if (open.remove(client)) {
            open.add(client);
        }
    }

    @Override
    public void ended(HttpConnection client) {
        open.remove(client);
    }
}
