package io.qmp.api.message;

import io.qmp.api.Stable;
import io.qmp.api.value.QmpObject;

/**
 * Something happened (specification, section 2.5 "Asynchronous events").
 *
 * @param name the event's name
 * @param data its data; empty if it has none
 * @param timestamp when it happened
 * @param keepsOrder whether the members of the data are written in the order that they have. Otherwise a server writes
 *     them in QEMU's order, which depends on their names
 * @since 0.1
 */
@Stable(since = "0.1")
public record Event(String name, QmpObject data, Timestamp timestamp, boolean keepsOrder) implements QmpMessage {
    /** An event whose members are written in QEMU's order by a server. */
    public Event(String name, QmpObject data, Timestamp timestamp) {
        this(name, data, timestamp, false);
    }

    /** {@return this event with other data; nothing else differs} */
    public Event withData(QmpObject other) {
        return other == data ? this : new Event(name, other, timestamp, keepsOrder);
    }

    /** {@return this event, with the members of the data written in the order that they have} */
    public Event keepingOrder() {
        return keepsOrder ? this : new Event(name, data, timestamp, true);
    }
}
