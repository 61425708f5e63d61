package io.qmp.app.metrics;

import io.qmp.api.wire.Connection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/** The clients of the exporter, of which there may be so many. Used on one loop. */
final class HttpConnections {
    /** More than a pair of Prometheus servers and people with browsers need. */
    static final int MOST = 64;

    private final Function<HttpRequest, HttpResponse> pages;
    private final Set<HttpConnection> open = new HashSet<>();

    HttpConnections(Function<HttpRequest, HttpResponse> pages) {
        this.pages = pages;
    }

    /** Serves a client; closes its connection at once if there are too many. */
    void accept(Connection connection) {
        if (open.size() >= MOST) {
            connection.abort();
            return;
        }
        HttpConnection client = new HttpConnection(connection, pages, open::remove);
        open.add(client);
        connection.handler(client);
    }
}
