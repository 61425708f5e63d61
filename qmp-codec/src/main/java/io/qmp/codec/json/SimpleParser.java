package io.qmp.codec.json;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpBoolean;
import io.qmp.api.value.QmpNull;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The quick way for small texts: one pass over tokens as peers usually write them. Whatever else there is, what is
 * wrong, and a text that does not end, is a {@link NotSimple}.
 *
 * <p>Names are first compared with the one that came behind the same name the last time. Not for use by several
 * threads.
 */
final class SimpleParser {
    /** The longest integer, in digits, that is sure to fit a {@code long}. */
    private static final int SURE = 18;

    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    /** The names that texts begin with come from here. */
    private static final NameCache.Known START = NameCache.start();

    private static final byte[] NO_BYTES = {};

    private byte[] bytes = NO_BYTES;
    private int to;
    private boolean framed;
    private NameCache.Known previous = START;
    /** The first byte that was not read. */
    private int position;

    private long integer;
    /** Without members; {@code null} while an object is read with it. */
    private QmpObject.@Nullable Builder spare;

    /**
     * Begins a text.
     *
     * @param textEnd where it ends at the latest
     * @param isFramed whether the framer has found nothing but tokens in it. If not, bytes beyond ASCII and escapes are
     *     not simple: without them, the framer would find the same tokens
     */
    void begin(byte[] newBytes, int from, int textEnd, boolean isFramed) {
        bytes = newBytes;
        position = from;
        to = textEnd;
        framed = isFramed;
        previous = START;
    }

    /** Forgets the text. */
    void end() {
        bytes = NO_BYTES;
        to = 0;
    }

    /** {@return the first byte that was not read} */
    int position() {
        return position;
    }

    /** {@return whether the text has ended, for one that was not framed where its first object does} */
    boolean isAtEnd() {
        return !framed || position == to;
    }

    /** Moves to the next token, which has one space before it or none in nearly all cases. Returns its first byte. */
    byte peek() {
        int i = position;
        if (i + 1 < to) {
            byte first = bytes[i];
            if (first == ' ') {
                first = bytes[++i];
            }
            if (first > ' ') {
                position = i;
                return first;
            }
        }
        return peekBehindBlanks();
    }

    private byte peekBehindBlanks() {
        for (int i = position; i < to; i++) {
            byte each = bytes[i];
            if (each != ' ' && !isOtherBlank(each)) {
                position = i;
                return each;
            }
        }
        throw NotSimple.INSTANCE;
    }

    private static boolean isOtherBlank(byte each) {
        return each == '\n' || each == '\r' || each == '\t';
    }

    /** Passes the next token, which is of one byte. Returns that. */
    byte next() {
        byte token = peek();
        position++;
        return token;
    }

    /** Passes the separator behind a member. Returns whether that was the last one. */
    boolean isLastMember() {
        return isLast((byte) '}');
    }

    private boolean isLast(byte closing) {
        byte separator = next();
        if (separator != closing && separator != ',') {
            throw NotSimple.INSTANCE;
        }
        return separator == closing;
    }

    /** Reads the name of a member, and the colon behind it. */
    String member() {
        String name = word();
        if (next() != ':') {
            throw NotSimple.INSTANCE;
        }
        return name;
    }

    /** Reads a string that names something. */
    String word() {
        if (peek() != '"') {
            throw NotSimple.INSTANCE;
        }
        int begin = position + 1;
        NameCache.Known likely = previous.next();
        int end = likely == null ? -1 : likely.end(bytes, begin, to);
        if (likely != null && end >= 0) {
            previous = likely;
            position = end + 1;
            return likely.name();
        }
        return unlikelyWord(begin);
    }

    private String unlikelyWord(int begin) {
        int end = plainEnd(begin);
        NameCache.Known known = bytes[end] == '"' ? Tokens.NAMES.known(bytes, begin, end) : null;
        if (known == null) {
            return string(begin, end);
        }
        previous.follows(known);
        previous = known;
        position = end + 1;
        return known.name();
    }

    /** Where the bytes of a string end that stand for themselves. */
    private int plainEnd(int begin) {
        for (int i = begin; i < to; i++) {
            byte each = bytes[i];
            if (each < ' ' || each == '"' || each == '\\') { // bytes beyond ASCII are negative
                return i;
            }
        }
        throw NotSimple.INSTANCE;
    }

    private String string(int begin, int plainEnd) {
        if (bytes[plainEnd] == '"') {
            position = plainEnd + 1;
            return new String(bytes, begin, plainEnd - begin, StandardCharsets.ISO_8859_1);
        }
        return escaped(begin);
    }

    /** A string with escapes or bytes beyond ASCII, of which the framer knows that it ends. */
    private String escaped(int begin) {
        if (!framed) {
            throw NotSimple.INSTANCE;
        }
        int end = begin;
        while (bytes[end] != '"') {
            end += bytes[end] == '\\' ? 2 : 1;
        }
        position = end + 1;
        try {
            return StringText.decode(bytes, begin, end);
        } catch (SyntaxException e) {
            throw NotSimple.INSTANCE;
        }
    }

    /** Reads a value. */
    QmpValue value() {
        byte first = peek();
        return switch (first) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> new QmpString(string(position + 1, plainEnd(position + 1)));
            case 't' -> keyword(TRUE, QmpBoolean.TRUE);
            case 'f' -> keyword(FALSE, QmpBoolean.FALSE);
            case 'n' -> keyword(NULL, QmpNull.NULL);
            default -> number(first);
        };
    }

    private QmpValue object() {
        position++;
        if (peek() == '}') {
            position++;
            return QmpObject.EMPTY;
        }
        QmpObject.Builder members = spare == null ? QmpObject.builder() : spare;
        spare = null;
        do {
            if (!members.add(member(), value())) {
                throw NotSimple.INSTANCE; // twice
            }
        } while (!isLastMember());
        spare = members;
        return members.build();
    }

    private QmpValue array() {
        position++;
        List<QmpValue> elements = new ArrayList<>();
        if (peek() == ']') {
            position++;
            return new QmpArray(elements);
        }
        do {
            elements.add(value());
        } while (!isLast((byte) ']'));
        return new QmpArray(elements);
    }

    private QmpValue keyword(byte[] word, QmpValue value) {
        for (byte each : word) {
            if (position == to || bytes[position] != each) {
                throw NotSimple.INSTANCE;
            }
            position++;
        }
        if (!isDelimited(position)) {
            throw NotSimple.INSTANCE;
        }
        return value;
    }

    /** Whether a token that could be longer ends here: before a separator or a blank. */
    private boolean isDelimited(int end) {
        if (end >= to) {
            return false;
        }
        byte each = bytes[end];
        return each == ',' || each == '}' || each == ']' || each == ' ' || isOtherBlank(each);
    }

    /** Reads an integer that is not long. */
    long integer() {
        if (!passInteger(peek())) {
            throw NotSimple.INSTANCE;
        }
        return integer;
    }

    private QmpValue number(byte first) {
        return passInteger(first) ? QmpValue.of(integer) : otherNumber();
    }

    private boolean passInteger(byte first) {
        long whole = 0;
        int digits = first == '-' ? position + 1 : position;
        int i = digits;
        while (i < to && bytes[i] >= '0' && bytes[i] <= '9') {
            whole = whole * 10 + bytes[i] - '0';
            i++;
        }
        int length = i - digits;
        if (length == 0 || length > SURE || length > 1 && bytes[digits] == '0' || !isDelimited(i)) {
            return false;
        }
        position = i;
        integer = first == '-' ? -whole : whole;
        return true;
    }

    private QmpValue otherNumber() {
        int begin = position;
        if (!NumberText.isNumber(bytes, begin, to)) {
            throw NotSimple.INSTANCE;
        }
        int end = NumberText.end(bytes, begin, to);
        if (!isDelimited(end)) {
            throw NotSimple.INSTANCE;
        }
        position = end;
        return NumberText.decode(bytes, begin, end);
    }
}
