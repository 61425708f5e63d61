package io.qmp.codec.json;

import io.qmp.api.value.QmpBoolean;
import io.qmp.api.value.QmpNull;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.frame.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of one text, in which the framer has found nothing but tokens, and a position among them.
 *
 * <p>Not for use by several threads.
 */
final class Tokens {
    /** Stands for the end of the text. */
    static final byte END = 0;

    /** A text about an error is cut to so many bytes. */
    private static final int LONGEST_REASON = 1023;
    /** What ends a keyword; with what is between tokens and strings. */
    private static final String DELIMITERS = "{}[]:,\"'";

    private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
    private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
    private static final byte[] NULL = {'n', 'u', 'l', 'l'};

    static final NameCache NAMES = new NameCache();

    final byte[] bytes;
    private final int to;
    private final Dialect dialect;
    /** The first byte that was not read. */
    int position;
    /** Where the token begins that was looked at last. */
    int token;

    Tokens(byte[] bytes, int from, int to, Dialect dialect) {
        this.bytes = bytes;
        this.position = from;
        this.to = to;
        this.dialect = dialect;
    }

    /** Moves to the next token. Returns its first byte. */
    byte peek() {
        int i = position;
        byte first = i < to ? bytes[i] : END;
        while (isBlank(first)) {
            i++;
            first = i < to ? bytes[i] : END;
        }
        position = i;
        token = i;
        return first;
    }

    private static boolean isBlank(byte each) {
        return each == ' ' || each == '\t' || each == '\r' || each == '\n';
    }

    /** Moves behind the next token, which should be of one byte. Returns that. */
    byte next() {
        byte first = peek();
        position++;
        return first;
    }

    /** {@return where the text ends} */
    int end() {
        return to;
    }

    /** {@return whether nothing is left of the text} */
    boolean isAtEnd() {
        return position == to;
    }

    /** {@return where the string ends whose quote is at a position: the position of the other quote} */
    int stringEnd(int begin) {
        byte[] text = bytes;
        byte quote = text[begin];
        int i = begin + 1;
        while (text[i] != quote) {
            i += text[i] == '\\' ? 2 : 1;
        }
        return i;
    }

    /** Reads the string whose quote is the next byte. */
    QmpString stringValue(byte quote) throws SyntaxException {
        return new QmpString(string(quote, false));
    }

    /**
     * Reads the string whose quote is the next byte.
     *
     * @param names whether it names something, so that the same one comes again
     */
    String string(byte quote, boolean names) throws SyntaxException {
        byte[] text = bytes;
        int begin = position + 1;
        int i = begin;
        while (text[i] >= ' ' && text[i] != quote && text[i] != '\\') {
            i++;
        }
        if (text[i] == quote) {
            position = i + 1;
            return names ? NAMES.name(text, begin, i) : new String(text, begin, i - begin, StandardCharsets.ISO_8859_1);
        }
        position = stringEnd(position) + 1;
        return StringText.decode(text, begin, position - 1);
    }

    /** Reads what is neither a string nor begins an object or an array: a number or a keyword. */
    QmpValue scalar(byte first) throws SyntaxException {
        if (first == 'n' && isAt(NULL)) {
            position += NULL.length;
            return QmpNull.NULL;
        }
        boolean digits = first == '-' || first >= '0' && first <= '9';
        if (first == 't' && isAt(TRUE)) {
            position += TRUE.length;
            return QmpBoolean.TRUE;
        }
        if (first == 'f' && isAt(FALSE)) {
            position += FALSE.length;
            return QmpBoolean.FALSE;
        }
        if (digits && NumberText.isNumber(bytes, position, to)) {
            int begin = position;
            position = NumberText.end(bytes, begin, to);
            return NumberText.decode(bytes, begin, position);
        }
        if (first == END && position >= to || DELIMITERS.indexOf(first) >= 0) {
            throw unexpected(first, "expecting value");
        }
        return keyword();
    }

    /** Whether a word is what comes next, and a separator behind it. */
    private boolean isAt(byte[] word) {
        int end = position + word.length;
        return end < to
                && Arrays.equals(bytes, position, end, word, 0, word.length)
                && (bytes[end] == ',' || bytes[end] == '}' || bytes[end] == ']');
    }

    private QmpValue keyword() throws SyntaxException {
        int begin = position++;
        while (position < to && isWord(bytes[position])) {
            position++;
        }
        String word = new String(bytes, begin, position - begin, StandardCharsets.ISO_8859_1);
        @Nullable
        QmpValue value = switch (word) {
            case "true" -> QmpBoolean.TRUE;
            case "false" -> QmpBoolean.FALSE;
            case "null" -> QmpNull.NULL;
            default -> dialect == Dialect.WRITTEN_BY_QEMU ? DoubleFormat.nonFinite(word) : null;
        };
        if (value == null) {
            String reason = "invalid keyword '" + word + "'";
            throw SyntaxException.parseError(reason.substring(0, Math.min(LONGEST_REASON, reason.length())));
        }
        return value;
    }

    /** Whether a byte is part of a keyword. In the dialect of what QEMU reads, a keyword has letters only. */
    private boolean isWord(byte each) {
        return dialect == Dialect.READ_BY_QEMU
                ? each >= 'a' && each <= 'z'
                : !isBlank(each) && DELIMITERS.indexOf(each) < 0;
    }

    static SyntaxException unexpected(byte found, String reason) {
        return SyntaxException.parseError(found == END ? "premature EOI" : reason);
    }
}
