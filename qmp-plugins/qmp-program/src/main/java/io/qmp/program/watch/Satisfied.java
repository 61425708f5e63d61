package io.qmp.program.watch;

import io.qmp.api.Experimental;
import io.qmp.api.message.Event;
import io.qmp.api.value.QmpValue;
import java.util.Optional;

/**
 * Why a condition holds: an event, an answer or, if both are empty, the end of the connection.
 *
 * @param event the event that satisfied it
 * @param answer the answer to a question
 * @since 0.1
 */
@Experimental(since = "0.1")
public record Satisfied(Optional<Event> event, Optional<QmpValue> answer) {
    static final Satisfied BY_THE_END = new Satisfied(Optional.empty(), Optional.empty());

    static Satisfied by(Event event) {
        return new Satisfied(Optional.of(event), Optional.empty());
    }

    static Satisfied by(QmpValue answer) {
        return new Satisfied(Optional.empty(), Optional.of(answer));
    }
}
