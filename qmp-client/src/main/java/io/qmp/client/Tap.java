package io.qmp.client;

import io.qmp.api.message.QmpMessage;
import io.qmp.client.spi.TrafficTap;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Shows traffic, without secrets, to those who watch it; costs nothing if nobody does. */
final class Tap implements TrafficTap {
    private final List<TrafficTap> watchers;
    private final Redaction redaction;
    private final System.Logger log;

    private Tap(List<TrafficTap> watchers, Redaction redaction, System.Logger log) {
        this.watchers = watchers;
        this.redaction = redaction;
        this.log = log;
    }

    /** For these watchers, and for the log if it wants to know. */
    static Tap of(List<TrafficTap> watchers, Redaction redaction, System.Logger log) {
        List<TrafficTap> all = new ArrayList<>(watchers);
        if (log.isLoggable(Level.TRACE)) {
            all.add(new LogTap(log));
        }
        return new Tap(List.copyOf(all), redaction, log);
    }

    @Override
    public void sent(QmpMessage message) {
        if (!watchers.isEmpty()) {
            QmpMessage shown = redaction.apply(message);
            tell(watcher -> watcher.sent(shown));
        }
    }

    @Override
    public void received(QmpMessage message) {
        if (!watchers.isEmpty()) {
            QmpMessage shown = redaction.apply(message);
            tell(watcher -> watcher.received(shown));
        }
    }

    private void tell(Consumer<TrafficTap> news) {
        for (TrafficTap watcher : watchers) {
            try {
                news.accept(watcher);
            } catch (RuntimeException e) {
                log.log(Level.ERROR, "a tap has failed", e);
            }
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
