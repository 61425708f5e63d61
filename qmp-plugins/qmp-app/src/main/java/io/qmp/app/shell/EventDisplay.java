package io.qmp.app.shell;

import io.qmp.api.error.QmpException;
import io.qmp.api.message.Event;
import io.qmp.api.wire.WireCodec;
import io.qmp.app.process.Colors;
import io.qmp.client.EventNotice;
import io.qmp.client.EventSubscription;
import io.qmp.shell.Rendering;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Shows events above what is being typed, at most so many a second: of more, how many there were. A thread of its own
 * waits for them, so that neither keys nor replies wait for the screen.
 */
public final class EventDisplay {
    private final EventSubscription<Event> source;
    private final WireCodec codec;
    private final Screen screen;
    private final Colors colors;
    private volatile Set<String> wanted = Set.of();
    private volatile boolean off;

    public EventDisplay(EventSubscription<Event> source, WireCodec codec, Screen screen, Colors colors) {
        this.source = source;
        this.codec = codec;
        this.screen = screen;
        this.colors = colors;
    }

    /** Chooses what is shown: {@code on} for all, {@code off} for none, or names. */
    void show(List<String> words) {
        off = words.equals(List.of("off"));
        wanted = words.equals(List.of("on")) || off ? Set.of() : Set.copyOf(words);
    }

    /** Shows events until the subscription ends. */
    public void run() {
        EventPace pace = new EventPace();
        try {
            while (!source.isOver()) {
                Optional<EventNotice<Event>> next = source.poll(pace.left(System.nanoTime()));
                long more = pace.end(System.nanoTime());
                if (more > 0) {
                    screen.above("… " + more + " more events");
                }
                next.map(this::text)
                        .filter(text -> !text.isEmpty() && pace.isShown(System.nanoTime()))
                        .ifPresent(screen::above);
            }
        } catch (QmpException e) {
            screen.above("the connection has ended: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String text(EventNotice<Event> notice) {
        if (notice instanceof EventNotice.Happened<Event> happened) {
            Event event = happened.event();
            boolean hidden = off || !wanted.isEmpty() && !wanted.contains(event.name());
            return hidden ? "" : colors.name(event.name()) + " " + Rendering.JSON.text(event.data(), codec);
        }
        EventNotice.Gap<Event> gap = (EventNotice.Gap<Event>) notice;
        return gap.reason() == EventNotice.Gap.Reason.RECONNECTED
                ? "connected again; events may be missing"
                : gap.events() + " events are missing here: " + gap.reason();
    }
}
