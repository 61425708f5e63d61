package io.qmp.app.metrics;

import java.util.Map;

/** The pages of the exporter. */
final class Pages {
    private static final String TEXT = "text/plain; charset=utf-8";

    private final Fleet fleet;
    private final Map<String, String> labels;
    private final boolean libvirtNames;

    Pages(Fleet fleet, Map<String, String> labels, boolean libvirtNames) {
        this.fleet = fleet;
        this.labels = labels;
        this.libvirtNames = libvirtNames;
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
        Exposition page = new Exposition(format, libvirtNames);
        for (MonitoredVm vm : fleet.vms()) {
            page.add(vm.target(), labels, vm.values());
        }
        return HttpResponse.ok(format.contentType(), page.text());
    }
}
