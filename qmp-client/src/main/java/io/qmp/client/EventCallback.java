package io.qmp.client;

import io.qmp.api.message.Event;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gives events to a listener at once, without a buffer. */
final class EventCallback implements EventTarget {
    private final EventSelector<Event> selector;
    private final Consumer<? super EventNotice<Event>> listener;

    EventCallback(EventSelector<Event> selector, Consumer<? super EventNotice<Event>> listener) {
        this.selector = selector;
        this.listener = listener;
    }

    @Override
    public void event(Event event) {
        EventNotice<Event> notice = selector.select(event);
        if (notice != null) {
            listener.accept(notice);
        }
    }

    @Override
    public void reconnected() {
        listener.accept(new EventNotice.Gap<>(EventNotice.Gap.Reason.RECONNECTED, 0));
    }

    @Override
    public void ended(@Nullable RuntimeException cause) {}
}
