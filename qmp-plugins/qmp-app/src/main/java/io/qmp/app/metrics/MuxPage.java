package io.qmp.app.metrics;

import io.qmp.api.command.SessionInfo;
import io.qmp.mux.audit.AuditRecord.Outcome;
import io.qmp.mux.spi.MuxClient;
import io.qmp.mux.spi.MuxCommandEnd;
import io.qmp.mux.spi.MuxGauges;
import io.qmp.mux.spi.MuxMetrics;
import io.qmp.mux.spi.UpstreamState;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What a multiplexer does, with the names that {@code qmp-micrometer} gives it. Counts on the multiplexer's loop, and
 * is read on another thread.
 */
public final class MuxPage implements MuxMetrics, Page {
    private static final String OTHER = "other";
    private static final double NANOS = 1e9;

    private final Map<Kind, Times> commands = new ConcurrentSkipListMap<>();
    private final Times waits = new Times();
    private final Map<String, LongAdder> denied = new ConcurrentSkipListMap<>();
    private final Map<String, LongAdder> lost = new ConcurrentSkipListMap<>();
    private final LongAdder refused = new LongAdder();
    private volatile @Nullable MuxGauges gauges;

    /** Commands that are counted together. */
    private record Kind(String command, Outcome outcome) implements Comparable<Kind> {
        @Override
        public int compareTo(Kind other) {
            int names = command.compareTo(other.command);
            return names != 0 ? names : outcome.compareTo(other.outcome);
        }

        String labels() {
            StringBuilder labels = new StringBuilder();
            Labels.write(labels, "command", command);
            Labels.write(labels, "outcome", outcome.name().toLowerCase(Locale.ROOT));
            return labels.toString();
        }
    }

    /** How many, and how long together. */
    private static final class Times {
        private final LongAdder number = new LongAdder();
        private final LongAdder nanos = new LongAdder();

        void add(long took) {
            number.increment();
            nanos.add(took);
        }

        void write(PageText page, String name, String labels) {
            page.value(name + "_count", labels, number.sum());
            page.value(name + "_sum", labels, nanos.sum() / NANOS);
        }
    }

    /** Makes a page of a multiplexer that has not begun. */
    public MuxPage() {}

    @Override
    public void attached(MuxGauges given) {
        gauges = given;
    }

    @Override
    public void clientRefused(SessionInfo session) {
        refused.increment();
    }

    @Override
    public void commandEnded(MuxClient client, MuxCommandEnd end) {
        MuxGauges known = gauges;
        String command = known != null && known.hasCommand(end.command()) ? end.command() : OTHER;
        commands.computeIfAbsent(new Kind(command, end.outcome()), first -> new Times())
                .add(end.upstreamNanos());
        waits.add(end.waitNanos());
        if (end.outcome() == Outcome.DENIED) {
            increment(denied, client.role());
        }
    }

    @Override
    public void eventLost(MuxClient client, String event) {
        MuxGauges known = gauges;
        increment(lost, known != null && known.hasEvent(event) ? event : OTHER);
    }

    private static void increment(Map<String, LongAdder> counters, String label) {
        counters.computeIfAbsent(label, first -> new LongAdder()).increment();
    }

    @Override
    public String text(ExpositionFormat format) {
        PageText page = new PageText(format);
        MuxGauges now = gauges;
        if (now != null) {
            write(page, now);
        }
        if (!commands.isEmpty()) {
            page.summary("qmp_mux_commands_seconds", "Commands of clients, with the time that the peer took.");
            commands.forEach((kind, times) -> times.write(page, "qmp_mux_commands_seconds", kind.labels()));
        }
        page.summary("qmp_mux_wait_seconds", "How long commands have waited for their turn.");
        waits.write(page, "qmp_mux_wait_seconds", "");
        counters(page, "qmp_mux_denied_total", "Commands that a role does not allow.", "role", denied);
        counters(page, "qmp_mux_events_dropped_total", "Events that slow clients have lost.", "event", lost);
        one(page, "qmp_mux_clients_refused_total", "Clients without a role.", refused.sum());
        return page.end();
    }

    private static void write(PageText page, MuxGauges now) {
        one(page, "qmp_mux_up", "Whether commands are passed on.", now.upstream() == UpstreamState.UP ? 1 : 0);
        one(page, "qmp_mux_restarts_total", "How often the peer has come again.", now.restarts());
        one(page, "qmp_mux_window", "How many commands may be at the peer.", now.window());
        one(page, "qmp_mux_window_in_use", "How many commands are at the peer.", now.unanswered());
        one(page, "qmp_mux_waiting", "How many commands wait for their turn.", now.waiting());
        one(page, "qmp_mux_audit_records_total", "Records of the audit.", now.auditRecords());
        one(
                page,
                "qmp_mux_audit_failures_total",
                "Records of the audit that could not be written.",
                now.auditFailures());
        Map<String, Integer> clients = now.clients();
        if (!clients.isEmpty()) {
            page.family("qmp_mux_clients", "Clients that are connected.");
            clients.forEach((role, number) -> page.value("qmp_mux_clients", label("role", role), number));
        }
    }

    private static void counters(
            PageText page, String name, String help, String label, Map<String, LongAdder> counters) {
        if (!counters.isEmpty()) {
            page.family(name, help);
            counters.forEach((text, number) -> page.value(name, label(label, text), number.sum()));
        }
    }

    private static void one(PageText page, String name, String help, double value) {
        page.family(name, help);
        page.value(name, "", value);
    }

    private static StringBuilder label(String name, String text) {
        StringBuilder labels = new StringBuilder();
        Labels.write(labels, name, text);
        return labels;
    }
}
