package io.qmp.app.metrics;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The pages of a server of metrics. That with the metrics is written once for all who ask within a tenth of a second,
 * so that many at once cost little more than one.
 */
final class Pages {
    static final Duration SHARED = Duration.ofMillis(100);

    private static final String TEXT = "text/plain; charset=utf-8";

    private final Page metrics;
    private final LongSupplier nanoTime;
    private final Map<ExpositionFormat, Written> written = new EnumMap<>(ExpositionFormat.class);

    private record Written(HttpResponse page, long nanos) {}

    /**
     * Makes them.
     *
     * @param nanoTime the time of the loop on which it is used
     */
    Pages(Page metrics, LongSupplier nanoTime) {
        this.metrics = metrics;
        this.nanoTime = nanoTime;
    }

    HttpResponse answer(HttpRequest request) {
        if (!request.isRead()) {
            return HttpResponse.error("405 Method Not Allowed").with("Allow: GET, HEAD");
        }
        return switch (request.path()) {
            case "/metrics" -> metrics(ExpositionFormat.of(request.header("accept")));
            case "/healthz" -> HttpResponse.ok(TEXT, "ok\n");
            case "/" -> HttpResponse.ok(TEXT, "/metrics\n/healthz\n");
            default -> HttpResponse.error("404 Not Found");
        };
    }

    private HttpResponse metrics(ExpositionFormat format) {
        long now = nanoTime.getAsLong();
        Written last = written.get(format);
        if (last == null || now - last.nanos >= SHARED.toNanos()) {
            last = new Written(HttpResponse.ok(format.contentType(), metrics.text(format)), now);
            written.put(format, last);
        }
        return last.page;
    }
}
