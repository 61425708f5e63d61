package io.qmp.codec.message;

import io.qmp.api.bind.CommandBinding;
import io.qmp.api.error.QmpError;
import io.qmp.api.message.Event;
import io.qmp.api.message.Greeting;
import io.qmp.api.message.Malformed;
import io.qmp.api.message.Malformed.Kind;
import io.qmp.api.message.QmpMessage;
import io.qmp.api.message.Reply;
import io.qmp.api.message.Timestamp;
import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.codec.frame.Dialect;
import io.qmp.codec.json.MemberReader;
import io.qmp.codec.json.NotSimple;
import io.qmp.codec.json.SyntaxException;
import io.qmp.codec.json.ValueReader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages of servers leniently: greeting, replies and events. What is missing gets a default, what is too much
 * is ignored; only a message of no recognisable kind, or with a member of the wrong type, is malformed.
 *
 * <p>The byte 0xFF, by which a guest agent marks the answer to {@code guest-sync-delimited}, is passed over; a
 * message that it breaks off is malformed.
 *
 * <p>What is malformed is one message in most cases: the message behind it is read as usual. Of what follows in the
 * same line, nothing but a complete message counts.
 */
public final class ReplyReader extends JsonMessageReader {
    private static final byte SENTINEL = (byte) 0xFF;

    private final ValueReader values;
    /** {@code null} if all results are values. */
    private @Nullable TypedReplies typedReplies;
    /** Whether something in the present line is malformed already. */
    private boolean spoilt;

    /**
     * Makes a reader.
     *
     * @param limits how much a server may send
     */
    public ReplyReader(ReaderLimits limits) {
        this(new ValueReader(Dialect.WRITTEN_BY_QEMU, limits));
    }

    private ReplyReader(ValueReader values) {
        super(values);
        this.values = values;
    }

    /** Servers send no requests, so there is nothing to understand. */
    @Override
    public void enableOob() {}

    @Override
    @Nullable
    Malformed malformed(SyntaxException fault) {
        byte[] bytes = values.bytes();
        int begin = values.begin();
        int end = values.end();
        if (end == begin + 1 && bytes[begin] == SENTINEL) {
            return null;
        }
        Glimpse glimpse = Glimpse.of(bytes, begin, end);
        QmpError error = QmpError.generic(Excerpt.describe(fault, bytes, begin, end));
        return spoil(error, glimpse.id(), glimpse.kind());
    }

    private Malformed spoil(QmpError error, @Nullable QmpValue id, Kind kind) {
        boolean rest = id == null && spoilt && !values.beganLine();
        spoilt = true;
        return new Malformed(error, id, false, rest && kind == Kind.REPLY ? Kind.RUBBISH : kind);
    }

    @Override
    public void resultTypes(Function<? super QmpValue, ? extends @Nullable CommandBinding<?, ?>> types) {
        typedReplies = new TypedReplies(types);
    }

    @Override
    @Nullable
    QmpMessage plain() {
        QmpMessage plain = typedReplies == null ? null : typedReplies.read(values);
        if (plain == null) {
            MemberReader members = values.members();
            plain = members == null ? null : message(members);
        }
        if (plain != null) {
            spoilt = false;
        }
        return plain;
    }

    @Override
    @Nullable
    QmpMessage small(MemberReader members) {
        return message(members);
    }

    @Override
    QmpMessage taken(QmpMessage small) {
        spoilt = false;
        QmpMessage typed =
                typedReplies != null && small instanceof Reply.Success reply ? typedReplies.read(values, reply) : null;
        return typed == null ? small : typed;
    }

    /** A result or an event without an object for the envelope; {@code null} if it is something else. */
    static @Nullable QmpMessage message(MemberReader members) {
        try {
            return PlainReply.read(members);
        } catch (NotSimple e) {
            return null;
        }
    }

    @Override
    QmpMessage message(QmpValue value) {
        if (!(value instanceof QmpObject object)) {
            Kind kind = values.beganLine() ? Kind.REPLY : Kind.RUBBISH;
            return spoil(QmpError.generic("neither greeting, reply nor event, as it is no object"), null, kind);
        }
        QmpMessage message = message(object);
        if (message instanceof Malformed malformed) {
            return spoil(malformed.error(), malformed.id(), malformed.kind());
        }
        spoilt = false;
        return message;
    }

    private static QmpMessage message(QmpObject object) {
        QmpValue result = object.get(WireNames.RETURN);
        if (result != null) {
            return new Reply.Success(result, object.get(WireNames.ID));
        }
        if (object.get(WireNames.EVENT) != null) {
            return event(object);
        }
        if (object.get(WireNames.ERROR) != null) {
            return failure(object);
        }
        return object.get(WireNames.QMP) instanceof QmpObject body
                ? new Greeting(body)
                : malformed("neither greeting, reply nor event", object, Kind.REPLY);
    }

    private static QmpMessage failure(QmpObject object) {
        if (!(object.get(WireNames.ERROR) instanceof QmpObject error)) {
            return malformed("the error is no object", object, Kind.REPLY);
        }
        String errorClass = error.string(WireNames.CLASS).orElse(QmpError.GENERIC_ERROR);
        String desc = error.string(WireNames.DESC).orElse("");
        return new Reply.Failure(new QmpError(errorClass, desc), object.get(WireNames.ID));
    }

    private static QmpMessage event(QmpObject object) {
        if (!(object.get(WireNames.EVENT) instanceof QmpString name)) {
            return malformed("the name of the event is no string", object, Kind.EVENT);
        }
        QmpValue data = object.get(WireNames.DATA);
        if (data == null) {
            return new Event(name.value(), QmpObject.EMPTY, timestamp(object));
        }
        return data instanceof QmpObject told
                ? new Event(name.value(), told, timestamp(object))
                : malformed("the data of the event is no object", object, Kind.EVENT);
    }

    private static Timestamp timestamp(QmpObject event) {
        QmpObject timestamp = event.object(WireNames.TIMESTAMP).orElse(QmpObject.EMPTY);
        var seconds = timestamp.integer(WireNames.SECONDS);
        var microseconds = timestamp.integer(WireNames.MICROSECONDS);
        return seconds.isPresent() && microseconds.isPresent()
                ? new Timestamp(seconds.getAsLong(), microseconds.getAsLong())
                : Timestamp.UNKNOWN;
    }

    private static Malformed malformed(String desc, QmpObject object, Kind kind) {
        return new Malformed(QmpError.generic(desc), object.get(WireNames.ID), false, kind);
    }
}
