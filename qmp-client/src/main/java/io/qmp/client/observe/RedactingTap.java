package io.qmp.client.observe;

import io.qmp.api.log.RateLimitedLog;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.secret.Redaction;
import io.qmp.api.value.QmpValue;
import io.qmp.client.spi.TrafficTap;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shows the traffic of connections, without secrets, to those who watch it. Costs nothing if nobody does. */
public final class RedactingTap {
    private static final TrafficTap UNWATCHED = new TrafficTap() {
        @Override
        public void sent(QmpMessage message) {}

        @Override
        public void received(QmpMessage message) {}
    };

    private final List<TrafficTap> watchers;
    private final Supplier<Redaction> redaction;
    private final System.Logger log;

    private RedactingTap(List<TrafficTap> watchers, Supplier<Redaction> redaction, System.Logger log) {
        this.watchers = watchers;
        this.redaction = redaction;
        this.log = log;
    }

    /** For these watchers, and for the log if it wants to know; a redaction is asked for only then. */
    public static RedactingTap of(List<TrafficTap> watchers, Supplier<Redaction> redaction, System.Logger log) {
        List<TrafficTap> all = new ArrayList<>(watchers);
        if (log.isLoggable(Level.TRACE)) {
            all.add(new LogTap(log));
        }
        return new RedactingTap(List.copyOf(all), redaction, log);
    }

    /** {@return whether anybody sees the messages} */
    public boolean isWatched() {
        return !watchers.isEmpty();
    }

    /**
     * {@return a tap for the messages of one connection}
     *
     * @param nanoTime the time, for what is logged
     */
    public TrafficTap ofConnection(LongSupplier nanoTime) {
        return watchers.isEmpty() ? UNWATCHED : new OfConnection(new RateLimitedLog(log, nanoTime));
    }

    /** Remembers requests until they are answered: what is secret in a reply depends on what it answers. */
    private final class OfConnection implements TrafficTap {
        /** More than can be pending; the oldest are forgotten, and their late replies hidden as a whole. */
        private static final int MOST_REQUESTS = 8192;

        private final RateLimitedLog failures;
        private final ForeignCalls foreign;
        private final Map<QmpValue, Request> unanswered = new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<QmpValue, Request> eldest) {
                return size() > MOST_REQUESTS;
            }
        };

        OfConnection(RateLimitedLog failures) {
            this.failures = failures;
            this.foreign = new ForeignCalls(failures);
        }

        @Override
        public void sent(QmpMessage message) {
            if (message instanceof Request request && request.id() != null) {
                unanswered.put(request.id(), request);
            }
            show(TrafficTap::sent, message, null);
        }

        @Override
        public void received(QmpMessage message) {
            QmpValue id = message instanceof Reply reply ? reply.id() : null;
            show(TrafficTap::received, message, id == null ? null : unanswered.remove(id));
        }

        private void show(BiConsumer<TrafficTap, QmpMessage> way, QmpMessage message, @Nullable Request answered) {
            try {
                QmpMessage shown = redaction.get().message(message, answered);
                watchers.forEach(watcher -> handTo(watcher, way, shown));
            } catch (Throwable e) { // whatever is in a message: it is not shown then, and the connection goes on
                failures.log("redaction", Level.ERROR, () -> "a message could not be shown", e);
            }
        }

        private void handTo(TrafficTap watcher, BiConsumer<TrafficTap, QmpMessage> way, QmpMessage shown) {
            foreign.call("a tap", () -> way.accept(watcher, shown));
        }
    }

    private record LogTap(System.Logger log) implements TrafficTap {
        @Override
        public void sent(QmpMessage message) {
            log.log(Level.TRACE, "-> {0}", message);
        }

        @Override
        public void received(QmpMessage message) {
            log.log(Level.TRACE, "<- {0}", message);
        }
    }
}
