package io.qmp.codec.message;

import io.qmp.api.bind.CommandBinding;
import io.qmp.api.message.Reply;
import io.qmp.api.message.WireNames;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.json.NameSet;
import io.qmp.codec.json.NotSimple;
import io.qmp.codec.json.TextReader;
import io.qmp.codec.json.TextType;
import io.qmp.codec.json.ValueReader;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads replies whose results have a type. Only texts as QEMU writes them: the result, then an integer as the id, and
 * nothing else; the id is looked up before the result is read.
 */
final class TypedReplies {
    private static final NameSet ENVELOPE = new NameSet(List.of(WireNames.RETURN, WireNames.ID));
    private static final int RETURN = 0;
    private static final int ID = 1;
    /** What stands before the id, from its last byte on. */
    private static final String BEFORE_ID = ":\"di\"";
    /** The longest id, in digits, that is sure to fit a {@code long}. */
    private static final int LONGEST_ID = 18;

    private static final long NONE = -1;

    private final Function<? super QmpValue, ? extends @Nullable CommandBinding<?, ?>> types;

    TypedReplies(Function<? super QmpValue, ? extends @Nullable CommandBinding<?, ?>> types) {
        this.types = types;
    }

    private @Nullable TextType type(QmpLong id) {
        return types.apply(id) instanceof TextType type ? type : null;
    }

    /** {@return the reply that a text is; {@code null} if it is to be read as a value} */
    Reply.@Nullable Typed read(ValueReader values) {
        long id = values.isPlain() ? id(values.bytes(), values.begin(), values.end()) : NONE;
        if (id == NONE) {
            return null;
        }
        return read(values, new QmpLong(id));
    }

    /** {@return the same reply with a result that is read as a type; {@code null} if it is to be a value} */
    Reply.@Nullable Typed read(ValueReader values, Reply.Success reply) {
        return reply.id() instanceof QmpLong id ? read(values, id) : null;
    }

    private Reply.@Nullable Typed read(ValueReader values, QmpLong id) {
        TextType type = type(id);
        if (type == null) {
            return null;
        }
        try {
            Object result = result(values.text(), type, id.value());
            return result == null ? null : new Reply.Typed(result, id);
        } catch (NotSimple e) {
            return null;
        }
    }

    private static @Nullable Object result(TextReader text, TextType type, long id) {
        text.beginObject();
        if (text.member(ENVELOPE, TextReader.END) != RETURN) {
            return null;
        }
        Object result = type.read(text);
        boolean complete = result != null
                && text.member(ENVELOPE, RETURN) == ID
                && text.passInteger()
                && text.integer() == id
                && text.member(ENVELOPE, ID) == TextReader.END
                && text.isAtEnd();
        return complete ? result : null;
    }

    /** The integer that is the last member of a text that is plain and complete, if its name is that of the id. */
    private static long id(byte[] bytes, int from, int to) {
        int end = to - 1;
        int begin = end;
        while (begin > from && bytes[begin - 1] >= '0' && bytes[begin - 1] <= '9') {
            begin--;
        }
        int i = begin;
        for (int k = 0; k < BEFORE_ID.length(); k++) {
            i--;
            while (i > from && bytes[i] == ' ') {
                i--;
            }
            if (i <= from || bytes[i] != BEFORE_ID.charAt(k)) {
                return NONE;
            }
        }
        return begin == end || end - begin > LONGEST_ID || bytes[i - 1] != ' ' && bytes[i - 1] != ','
                ? NONE
                : number(bytes, begin, end);
    }

    private static long number(byte[] bytes, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }
}
