package io.qmp.codec.json;

import io.qmp.api.value.QmpValue;
import java.nio.charset.StandardCharsets;

/**
 * One plain text, read value by value, for types that make Java values of it without a {@link QmpValue} between.
 *
 * <p>It reads what is there in the simplest form. Whatever is not, and whatever is wrong, is a {@link NotSimple}: the
 * text is to be read as a value then, which finds the right error. Not for use by several threads.
 */
public final class TextReader {
    /** The object has no more members. */
    public static final int END = -2;

    /** The longest integer, in digits, that is sure to fit a {@code long}. */
    private static final int SURE = 18;

    private final Tokens tokens;
    private final ExactParser parser;
    private final byte[] bytes;
    private final int to;
    private int nameBegin;
    private int nameEnd;
    private long integer;

    /** Makes a reader of what follows in a text. */
    TextReader(Tokens tokens) {
        this.tokens = tokens;
        this.parser = new ExactParser(tokens);
        this.bytes = tokens.bytes;
        this.to = tokens.end();
    }

    /** Where the next token begins; throws if there is none. */
    private int next() {
        int i = tokens.position;
        while (i < to) {
            byte each = bytes[i];
            if (each != ' ' && each != '\n' && each != '\r' && each != '\t') {
                return i;
            }
            i++;
        }
        throw NotSimple.INSTANCE;
    }

    /** Passes a token of one byte. */
    private void pass(char token) {
        int i = next();
        if (bytes[i] != token) {
            throw NotSimple.INSTANCE;
        }
        tokens.position = i + 1;
    }

    /** {@return the first byte of the next value} */
    public char kind() {
        int i = next();
        tokens.position = i;
        return (char) bytes[i];
    }

    /** {@return a place to come back to: that of the next value} */
    public int mark() {
        return tokens.position;
    }

    /** Comes back to a place. */
    public void reset(int mark) {
        tokens.position = mark;
    }

    /** {@return whether nothing is left of the text} */
    public boolean isAtEnd() {
        return tokens.position == to;
    }

    /** {@return the next value} */
    public QmpValue value() {
        try {
            return parser.value();
        } catch (SyntaxException e) {
            throw NotSimple.INSTANCE;
        }
    }

    /** Enters an object. */
    public void beginObject() {
        pass('{');
    }

    /**
     * Passes the name of the next member of an object that was entered.
     *
     * @param names the known ones
     * @param previous what this method returned for the member before; {@link #END} at the first
     * @return the position of the name; {@link NameSet#UNKNOWN}, or {@link #END} behind the last member
     */
    public int member(NameSet names, int previous) {
        boolean first = previous == END;
        if (isLast('}', first)) {
            return END;
        }
        int found = word(names, first ? NameSet.UNKNOWN : previous);
        pass(':');
        return found;
    }

    /** Enters an array. */
    public void beginArray() {
        pass('[');
    }

    /**
     * Moves to the next element of an array that was entered.
     *
     * @param first whether it is the first one
     * @return whether there is one
     */
    public boolean element(boolean first) {
        return !isLast(']', first);
    }

    /** Passes what comes before a member or element, or behind the last. */
    private boolean isLast(char closing, boolean first) {
        int i = next();
        if (bytes[i] == closing) {
            tokens.position = i + 1;
            return true;
        }
        if (!first) {
            if (bytes[i] != ',') {
                throw NotSimple.INSTANCE;
            }
            tokens.position = i + 1;
        }
        return false;
    }

    /** {@return the position among names of the string that comes next; {@link NameSet#UNKNOWN} if it is none} */
    public int word(NameSet names) {
        return word(names, NameSet.UNKNOWN);
    }

    /** Passes a string, and finds it among names, first where it is likely behind another one. */
    private int word(NameSet names, int previous) {
        int begin = stringBegin();
        int likely = names.likely(previous);
        int end = likely < 0 ? -1 : names.end(likely, bytes, begin, to);
        int found = likely;
        if (end < 0) {
            end = plainEnd(begin);
            found = names.find(bytes, begin, end);
            if (found >= 0) {
                names.follows(previous, found);
            }
        }
        nameBegin = begin;
        nameEnd = end;
        tokens.position = end + 1;
        return found;
    }

    /** Where a string begins that must be next, behind its quote. */
    private int stringBegin() {
        int i = next();
        if (bytes[i] != '"') {
            throw NotSimple.INSTANCE;
        }
        return i + 1;
    }

    /** Where a string ends that has no escapes: the position of its quote. */
    private int plainEnd(int begin) {
        int i = begin;
        while (bytes[i] != '"') {
            if (bytes[i] < ' ' || bytes[i] == '\\') {
                throw NotSimple.INSTANCE;
            }
            i++;
        }
        return i;
    }

    /** {@return the name or word that was passed last} */
    public String name() {
        return new String(bytes, nameBegin, nameEnd - nameBegin, StandardCharsets.ISO_8859_1);
    }

    /** {@return the string that comes next} */
    public String string() {
        try {
            tokens.position = stringBegin() - 1;
            return tokens.string((byte) '"', false);
        } catch (SyntaxException e) {
            throw NotSimple.INSTANCE;
        }
    }

    /** Passes the integer that comes next, unless it is long: {@link #integer} then is it. */
    public boolean passInteger() {
        int start = next();
        boolean negative = bytes[start] == '-';
        int begin = negative ? start + 1 : start;
        int i = begin;
        long value = 0;
        while (bytes[i] >= '0' && bytes[i] <= '9' && i - begin < SURE) {
            value = value * 10 + bytes[i] - '0';
            i++;
        }
        boolean whole = bytes[i] == ',' || bytes[i] == '}' || bytes[i] == ']' || bytes[i] == ' ';
        if (i == begin || !whole) {
            return false;
        }
        tokens.position = i;
        integer = negative ? -value : value;
        return true;
    }

    /** {@return the integer that was passed last} */
    public long integer() {
        return integer;
    }

    /** Passes the value of a member without looking at it, only at where it ends. */
    public void passValue() {
        int depth = 0;
        for (int i = next(); i < to; i++) {
            byte each = bytes[i];
            if (each == '"') {
                i = tokens.stringEnd(i);
            } else if (each == '{' || each == '[') {
                depth++;
            } else if (depth == 0 && (each == ',' || each == '}')) {
                tokens.position = i;
                return;
            } else if (each == '}' || each == ']') {
                depth--;
            }
        }
        throw NotSimple.INSTANCE;
    }
}
