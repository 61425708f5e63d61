package io.qmp.codec.message;

import io.qmp.api.message.Event;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Timestamp;
import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.json.MemberReader;
import org.jspecify.annotations.Nullable;

/** A reply with a result, or an event, in the making: the members of the envelope as far as they are read. */
final class PlainReply {
    private @Nullable QmpValue result;
    private @Nullable QmpValue id;
    private @Nullable String event;
    private @Nullable QmpObject data;
    private @Nullable Timestamp timestamp;

    /** {@return the message; {@code null} if it is of another kind, or there may be a fault in it} */
    @Nullable
    QmpMessage read(MemberReader members) {
        for (String name = members.next(); name != null; name = members.next()) {
            if (!take(name, members)) {
                return null;
            }
        }
        if (!members.isComplete()) {
            return null;
        }
        if (result != null) {
            return event == null && data == null && timestamp == null ? new Reply.Success(result, id) : null;
        }
        return event == null || id != null
                ? null
                : new Event(
                        event,
                        data == null ? QmpObject.EMPTY : data,
                        timestamp == null ? Timestamp.UNKNOWN : timestamp);
    }

    /** Whether a member belongs to such a message and is the first of its name. */
    private boolean take(String name, MemberReader members) {
        switch (name) {
            case WireNames.RETURN -> {
                boolean first = result == null;
                result = members.value();
                return first;
            }
            case WireNames.ID -> {
                boolean first = id == null;
                id = members.value();
                return first;
            }
            case WireNames.EVENT -> {
                boolean first = event == null;
                event = members.word();
                return first;
            }
            case WireNames.DATA -> {
                boolean first = data == null;
                data = members.value() instanceof QmpObject object ? object : null;
                return first && data != null;
            }
            case WireNames.TIMESTAMP -> {
                boolean first = timestamp == null;
                timestamp = timestamp(members);
                return first && timestamp != null;
            }
            default -> {
                return false;
            }
        }
    }

    private static @Nullable Timestamp timestamp(MemberReader members) {
        if (!members.enter()) {
            return null;
        }
        QmpValue seconds = null;
        QmpValue microseconds = null;
        for (String name = members.next(); name != null; name = members.next()) {
            if (name.equals(WireNames.SECONDS) && seconds == null) {
                seconds = members.value();
            } else if (name.equals(WireNames.MICROSECONDS) && microseconds == null) {
                microseconds = members.value();
            } else {
                return null;
            }
        }
        return seconds instanceof QmpLong whole && microseconds instanceof QmpLong rest
                ? new Timestamp(whole.value(), rest.value())
                : null;
    }
}
