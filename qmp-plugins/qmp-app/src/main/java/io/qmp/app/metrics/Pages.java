package io.qmp.app.metrics;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The pages of the exporter. That with the metrics is written once for all who ask within a tenth of a second, so that
 * many at once cost little more than one.
 */
final class Pages {
    static final Duration SHARED = Duration.ofMillis(100);

    private static final String TEXT = "text/plain; charset=utf-8";

    private final Supplier<Collection<MonitoredVm>> vms;
    private final Map<String, String> labels;
    private final boolean libvirtNames;
    private final LongSupplier nanoTime;
    private final Map<ExpositionFormat, Written> written = new EnumMap<>(ExpositionFormat.class);

    private record Written(HttpResponse page, long nanos) {}

    /**
     * Makes them.
     *
     * @param vms all virtual machines at the moment
     * @param labels of all of them
     * @param nanoTime the time of the loop on which it is used
     */
    Pages(
            Supplier<Collection<MonitoredVm>> vms,
            Map<String, String> labels,
            boolean libvirtNames,
            LongSupplier nanoTime) {
        this.vms = vms;
        this.labels = labels;
        this.libvirtNames = libvirtNames;
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
            last = new Written(write(format), now);
            written.put(format, last);
        }
        return last.page;
    }

    private HttpResponse write(ExpositionFormat format) {
        Exposition page = new Exposition(format, libvirtNames);
        for (MonitoredVm vm : vms.get()) {
            page.add(vm.target(), labels, vm.values());
        }
        return HttpResponse.ok(format.contentType(), page.text());
    }
}
