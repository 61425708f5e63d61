package io.qmp.app.shell;

import io.qmp.api.error.QmpException;
import io.qmp.api.message.Event;
import io.qmp.api.wire.WireCodec;
import io.qmp.client.EventNotice;
import io.qmp.client.EventSubscription;
import io.qmp.shell.Rendering;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Shows events above what is being typed, at most so many a second: of more, how many there were. A thread of its own
 * waits for them, so that neither keys nor replies wait for the screen.
 */
public final class EventDisplay {
    private static final int A_SECOND = 20;
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofDays(1);

    private final EventSubscription<Event> source;
    private final WireCodec codec;
    private final Screen screen;
    private volatile Set<String> wanted = Set.of();
    private volatile boolean off;

    public EventDisplay(EventSubscription<Event> source, WireCodec codec, Screen screen) {
        this.source = source;
        this.codec = codec;
        this.screen = screen;
    }

    /** Chooses what is shown: {@code on} for all, {@code off} for none, or names. */
    void show(List<String> words) {
        off = words.equals(List.of("off"));
        wanted = words.equals(List.of("on")) || off ? Set.of() : Set.copyOf(words);
    }

    /** Shows events until the subscription ends. */
    public void run() {
        try {
            while (!source.isOver()) {
                window(source.poll(LONG));
            }
        } catch (QmpException e) {
            screen.above("the connection has ended: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Shows the events of a second that begins with one of them. */
    private void window(Optional<EventNotice<Event>> first) throws InterruptedException {
        long begin = System.nanoTime();
        int shown = 0;
        long more = 0;
        Optional<EventNotice<Event>> next = first;
        Duration left = SECOND;
        while (next.isPresent()) {
            String text = text(next.get());
            if (!text.isEmpty() && shown++ < A_SECOND) {
                screen.above(text);
            } else if (!text.isEmpty()) {
                more++;
            }
            left = SECOND.minusNanos(System.nanoTime() - begin);
            next = left.isNegative() || left.isZero() ? Optional.empty() : source.poll(left);
        }
        if (more > 0) {
            screen.above("… " + more + " more events");
        }
    }

    private String text(EventNotice<Event> notice) {
        if (notice instanceof EventNotice.Happened<Event> happened) {
            Event event = happened.event();
            boolean hidden = off || !wanted.isEmpty() && !wanted.contains(event.name());
            return hidden ? "" : event.name() + " " + Rendering.JSON.text(event.data(), codec);
        }
        EventNotice.Gap<Event> gap = (EventNotice.Gap<Event>) notice;
        return gap.reason() == EventNotice.Gap.Reason.RECONNECTED
                ? "connected again; events may be missing"
                : gap.events() + " events are missing here: " + gap.reason();
    }
}
