package io.qmp.api.message;

import io.qmp.api.Experimental;
import io.qmp.api.value.QmpObject;

/**
 * Something happened (specification, section 2.5 "Asynchronous events").
 *
 * @param name the event's name
 * @param data its data; empty if it has none
 * @param timestamp when it happened
 * @since 0.1
 */
@Experimental(since = "0.1")
public record Event(String name, QmpObject data, Timestamp timestamp) implements QmpMessage {}
