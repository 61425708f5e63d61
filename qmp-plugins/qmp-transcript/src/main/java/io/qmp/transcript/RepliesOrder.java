package io.qmp.transcript;

import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The order of {@code .replies} files, which says what ids do not say: people edit these files and number the requests
 * anew, so that a reply may have the id of another request, or none.
 */
final class RepliesOrder {
    private final List<TranscriptEntry> entries = new ArrayList<>();
    private final List<QmpObject> pending = new ArrayList<>();
    private long connection;
    private boolean negotiated;
    private @Nullable QmpValue firstId;
    private @Nullable QmpValue lastId;

    private RepliesOrder() {}

    /** {@return the transcript, with replies that have the ids of their requests, and with connections} */
    static Transcript of(Transcript file) {
        RepliesOrder order = new RepliesOrder();
        for (TranscriptEntry entry : file.entries()) {
            QmpObject message = entry.message();
            if (message != null) {
                order.add(entry, message);
            }
        }
        return new Transcript(file.peer(), file.redacted(), order.entries);
    }

    private void add(TranscriptEntry entry, QmpObject message) {
        boolean negotiation = Exchange.command(message).equals(WireNames.QMP_CAPABILITIES);
        QmpValue id = message.get(WireNames.ID);
        if (connection == 0
                || message.get(WireNames.QMP) != null
                || negotiation && negotiated
                || isNumberedAnew(entry, message)) {
            connection++;
            negotiated = false;
            firstId = null;
        }
        negotiated |= negotiation;
        firstId = firstId == null ? id : firstId;
        lastId = id;
        entries.add(new TranscriptEntry(entry.time(), connection, entry.direction(), paired(entry, message)));
    }

    /** {@return whether a message is a reply to a negotiation whose request is not known} */
    private boolean isNumberedAnew(TranscriptEntry entry, QmpObject message) {
        return pending.isEmpty()
                && entry.direction() == Direction.TO_CLIENT
                && firstId != null
                && firstId.equals(message.get(WireNames.ID))
                && !firstId.equals(lastId)
                && QmpObject.EMPTY.equals(message.get(WireNames.RETURN));
    }

    private QmpObject paired(TranscriptEntry entry, QmpObject message) {
        if (entry.direction() == Direction.TO_SERVER) {
            pending.add(message);
            return message;
        }
        if (message.get(WireNames.RETURN) == null && message.get(WireNames.ERROR) == null) {
            return message;
        }
        if (pending.size() == 1) {
            return withId(message, pending.remove(0).get(WireNames.ID));
        }
        QmpValue id = message.get(WireNames.ID);
        pending.stream()
                .filter(request -> Objects.equals(request.get(WireNames.ID), id))
                .findFirst()
                .ifPresent(pending::remove);
        return message;
    }

    private static QmpObject withId(QmpObject message, @Nullable QmpValue id) {
        QmpObject.Builder builder = QmpObject.builder();
        message.members().forEach((name, value) -> {
            if (!name.equals(WireNames.ID)) {
                builder.put(name, value);
            }
        });
        return id == null ? builder.build() : builder.put(WireNames.ID, id).build();
    }
}
