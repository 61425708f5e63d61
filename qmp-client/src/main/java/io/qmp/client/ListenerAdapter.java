package io.qmp.client;

import io.qmp.api.error.QmpException;
import io.qmp.api.message.Event;
import io.qmp.client.event.EventSink;
import java.util.Optional;
import java.util.function.Predicate;

/** Calls a listener, with only the events that it wants. */
final class ListenerAdapter implements EventSink {
    private final Predicate<? super Event> wanted;
    private final EventListener listener;

    ListenerAdapter(Predicate<? super Event> wanted, EventListener listener) {
        this.wanted = wanted;
        this.listener = listener;
    }

    @Override
    public void event(Event event) {
        if (wanted.test(event)) {
            listener.event(event);
        }
    }

    @Override
    public void lost(QmpException cause) {
        listener.lost(cause);
    }

    @Override
    public void reconnected() {
        listener.reconnected();
    }

    @Override
    public void ready() {
        listener.ready();
    }

    @Override
    public void ended(Optional<QmpException> cause) {
        listener.ended(cause);
    }
}
