package io.qmp.server.event;

import io.qmp.api.event.RateLimit;
import io.qmp.api.message.Event;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.EventLoop;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sends the first event of a burst at once and the last one at the end of each period; see {@link RateLimit}. The
 * limit applies to the server, not to a session: a client that connects during a period receives the event that is
 * held back.
 */
final class RateLimiter {
    private final EventLoop loop;
    private final Broadcast broadcast;
    private final Map<Key, Period> periods = new HashMap<>();

    RateLimiter(EventLoop loop, Broadcast broadcast) {
        this.loop = loop;
        this.broadcast = broadcast;
    }

    void submit(RateLimit limit, Event event) {
        if (isExempt(limit, event)) {
            broadcast.send(event);
            return;
        }
        Key key = Key.of(limit, event);
        Period period = periods.get(key);
        if (period != null) {
            if (period.kept != null) {
                broadcast.throttled(period.kept);
            }
            period.kept = event;
        } else {
            broadcast.send(event);
            begin(key, new Period(Duration.ofMillis(limit.millis())));
        }
    }

    void close() {
        periods.values().forEach(period -> period.timer.cancel());
        periods.clear();
    }

    private void begin(Key key, Period period) {
        period.timer = loop.schedule(period.length, () -> end(key, period));
        periods.put(key, period);
    }

    private void end(Key key, Period period) {
        Event kept = period.kept;
        if (kept == null) {
            periods.remove(key);
        } else {
            period.kept = null;
            broadcast.send(kept);
            begin(key, period);
        }
    }

    private static boolean isExempt(RateLimit limit, Event event) {
        int equals = limit.unless().indexOf('=');
        return equals > 0
                && event.data()
                        .string(limit.unless().substring(0, equals))
                        .filter(limit.unless().substring(equals + 1)::equals)
                        .isPresent();
    }

    /** The unit of a limit: an event, or an event with certain values in its data. */
    private record Key(String event, List<QmpValue> values) {
        static Key of(RateLimit limit, Event event) {
            return new Key(
                    event.name(),
                    Stream.of(limit.key())
                            .map(event.data()::get)
                            .filter(Objects::nonNull)
                            .toList());
        }
    }

    private static final class Period {
        private final Duration length;
        private EventLoop.Timer timer = () -> {};
        private @Nullable Event kept;

        Period(Duration length) {
            this.length = length;
        }
    }
}
