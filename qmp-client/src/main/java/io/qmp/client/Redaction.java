package io.qmp.client;

import io.qmp.api.Experimental;
import io.qmp.api.message.Event;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Request;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import java.util.Set;

/**
 * Hides what is not for the eyes of those who watch traffic: the values of certain members, wherever they are.
 *
 * @param members the names of the members
 * @since 0.1
 */
@Experimental(since = "0.1")
public record Redaction(Set<String> members) {
    /** Hides passwords and the like. */
    public static final Redaction SECRETS =
            new Redaction(Set.of("password", "passphrase", "passwd", "secret", "private-key", "input-data"));

    /** Hides nothing. */
    public static final Redaction NONE = new Redaction(Set.of());

    private static final QmpString HIDDEN = QmpValue.of("***");

    /** Copies the set. */
    public Redaction {
        members = Set.copyOf(members);
    }

    /** {@return the message without what is to be hidden} */
    public QmpMessage apply(QmpMessage message) {
        if (members.isEmpty()) {
            return message;
        }
        if (message instanceof Request request) {
            return new Request(request.command(), object(request.arguments()), request.id(), request.outOfBand());
        }
        if (message instanceof Reply.Success success) {
            return new Reply.Success(value(success.result()), success.id());
        }
        if (message instanceof Event event) {
            return new Event(event.name(), object(event.data()), event.timestamp());
        }
        return message;
    }

    private QmpValue value(QmpValue value) {
        if (value instanceof QmpObject object) {
            return object(object);
        }
        if (value instanceof QmpArray array) {
            return new QmpArray(array.elements().stream().map(this::value).toList());
        }
        return value;
    }

    private QmpObject object(QmpObject object) {
        QmpObject.Builder redacted = QmpObject.builder();
        object.members().forEach((name, value) -> redacted.put(name, members.contains(name) ? HIDDEN : value(value)));
        return redacted.build();
    }
}
