package io.qmp.client;

import io.qmp.api.error.QmpException;
import io.qmp.api.message.Event;
import java.util.Optional;
import java.util.function.Predicate;

/** Tells a listener only of the events that it wants. */
record FilteringListener(Predicate<? super Event> wanted, EventListener listener) implements EventListener {
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
    public void ended(Optional<QmpException> cause) {
        listener.ended(cause);
    }
}
