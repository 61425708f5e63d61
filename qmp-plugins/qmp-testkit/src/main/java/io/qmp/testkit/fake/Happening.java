package io.qmp.testkit.fake;

import io.qmp.api.message.Event;
import io.qmp.api.message.Timestamp;
import io.qmp.api.value.QmpObject;
import java.time.Instant;

/** An event that has not been sent yet. */
record Happening(String event, QmpObject data) {
    Event at(Instant time) {
        return new Event(event, data, Timestamp.of(time)).keepingOrder();
    }
}
