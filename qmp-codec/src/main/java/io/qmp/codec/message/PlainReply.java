package io.qmp.codec.message;

import io.qmp.api.message.Event;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Timestamp;
import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.json.MemberReader;
import io.qmp.codec.json.NotSimple;
import org.jspecify.annotations.Nullable;

/** Replies with a result, and events, without an object for the envelope. */
final class PlainReply {
    private PlainReply() {}

    /** {@return the message; {@code null} if it is of another kind, or there may be a fault in it} */
    static @Nullable QmpMessage read(MemberReader members) {
        QmpValue result = null;
        QmpValue id = null;
        String event = null;
        QmpObject data = null;
        Timestamp timestamp = null;
        boolean first = true;
        for (String name = members.next(); name != null && first; name = members.next()) {
            switch (name) {
                case WireNames.RETURN -> {
                    first = result == null;
                    result = members.value();
                }
                case WireNames.ID -> {
                    first = id == null;
                    id = members.value();
                }
                case WireNames.EVENT -> {
                    first = event == null;
                    event = members.word();
                }
                case WireNames.DATA -> {
                    first = data == null;
                    data = object(members.value());
                }
                case WireNames.TIMESTAMP -> {
                    first = timestamp == null;
                    timestamp = timestamp(members);
                }
                default -> throw NotSimple.INSTANCE;
            }
        }
        if (!first || !members.isComplete()) {
            return null;
        } else if (result != null) {
            return event == null && data == null && timestamp == null ? new Reply.Success(result, id) : null;
        }
        return event == null || id != null ? null : event(event, data, timestamp);
    }

    private static Event event(String name, @Nullable QmpObject data, @Nullable Timestamp timestamp) {
        return new Event(
                name, data == null ? QmpObject.EMPTY : data, timestamp == null ? Timestamp.UNKNOWN : timestamp);
    }

    private static QmpObject object(QmpValue value) {
        if (value instanceof QmpObject object) {
            return object;
        }
        throw NotSimple.INSTANCE;
    }

    private static Timestamp timestamp(MemberReader members) {
        if (!members.enter()) {
            throw NotSimple.INSTANCE;
        }
        long seconds = 0;
        long microseconds = 0;
        boolean hasSeconds = false;
        boolean hasMicroseconds = false;
        for (String name = members.next(); name != null; name = members.next()) {
            if (name.equals(WireNames.SECONDS) && !hasSeconds) {
                seconds = members.integer();
                hasSeconds = true;
            } else if (name.equals(WireNames.MICROSECONDS) && !hasMicroseconds) {
                microseconds = members.integer();
                hasMicroseconds = true;
            } else {
                throw NotSimple.INSTANCE;
            }
        }
        if (!hasSeconds || !hasMicroseconds) {
            throw NotSimple.INSTANCE;
        }
        return new Timestamp(seconds, microseconds);
    }
}
