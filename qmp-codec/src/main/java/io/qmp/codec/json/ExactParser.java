package io.qmp.codec.json;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpBoolean;
import io.qmp.api.value.QmpNull;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.frame.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The exact way: QEMU's grammar, and QEMU's words for what breaks it.
 *
 * <p>Reads one text, in which the framer has found nothing but tokens.
 */
final class ExactParser {
    /** A text about an error is cut to so many bytes. */
    private static final int LONGEST_REASON = 1023;
    /** What ends a keyword; with what is between tokens and strings. */
    private static final String DELIMITERS = "{}[]:,\"'";
    /** Stands for the end of the text. */
    private static final byte END = 0;

    private static final NameCache NAMES = new NameCache();

    private final byte[] bytes;
    private final int to;
    private final Dialect dialect;
    private int position;
    /** Where the token begins that was looked at last. */
    private int token;

    /** Makes a parser of one text. */
    ExactParser(byte[] bytes, int from, int to, Dialect dialect) {
        this.bytes = bytes;
        this.position = from;
        this.to = to;
        this.dialect = dialect;
    }

    /**
     * {@return the value of a text}
     *
     * @throws SyntaxException if it does not keep the grammar
     */
    static QmpValue parse(byte[] bytes, int from, int to, Dialect dialect) throws SyntaxException {
        ExactParser parser = new ExactParser(bytes, from, to, dialect);
        try {
            return parser.value();
        } catch (SyntaxException e) {
            throw e.at(parser.token);
        }
    }

    /** Moves to the next token. Returns its first byte. */
    private byte peek() {
        while (position < to) {
            byte first = bytes[position];
            if (!isBlank(first)) {
                token = position;
                return first;
            }
            position++;
        }
        token = to;
        return END;
    }

    private static boolean isBlank(byte each) {
        return each == ' ' || each == '\t' || each == '\r' || each == '\n';
    }

    /** Moves behind the next token, which should be of one byte. Returns that. */
    private byte next() {
        byte first = peek();
        position++;
        return first;
    }

    /** Reads a value. */
    QmpValue value() throws SyntaxException {
        byte first = peek();
        return switch (first) {
            case '{' -> object();
            case '[' -> array();
            case '"', '\'' -> new QmpString(string(first, false));
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
            default -> {
                if (first == END && position >= to || DELIMITERS.indexOf(first) >= 0) {
                    throw unexpected(first, "expecting value");
                }
                yield keyword();
            }
        };
    }

    private QmpValue object() throws SyntaxException {
        position++;
        if (peek() == '}') {
            position++;
            return QmpObject.EMPTY;
        }
        QmpObject.Builder members = QmpObject.builder();
        do {
            String name = nameAndColon();
            int nameToken = token;
            if (!members.add(name, value())) {
                throw SyntaxException.parseError("duplicate key", nameToken);
            }
        } while (!isLastMember());
        return members.build();
    }

    private String nameAndColon() throws SyntaxException {
        byte first = peek();
        if (first != '"' && first != '\'') {
            // An error within the value itself is reported first.
            value();
            throw SyntaxException.parseError("key is not a string in object");
        }
        int begin = token;
        String name = string(first, true);
        byte colon = next();
        if (colon != ':') {
            throw unexpected(colon, "missing : in object pair");
        }
        token = begin;
        return name;
    }

    private boolean isLastMember() throws SyntaxException {
        byte separator = next();
        if (separator != '}' && separator != ',') {
            throw unexpected(separator, "expected separator in dict");
        }
        return separator == '}';
    }

    /**
     * Reads the name of a member of the object that is the text.
     *
     * @param first whether it is the first one
     * @return {@code null} at the end of the object
     */
    @Nullable
    String member(boolean first) throws SyntaxException {
        boolean last = first ? next() == '{' && peek() == '}' : isLastMember();
        if (last) {
            return null;
        }
        return nameAndColon();
    }

    /** Reads a string that names something. */
    String word() throws SyntaxException {
        byte first = peek();
        if (first != '"') {
            throw SyntaxException.parseError("no string");
        }
        return string(first, true);
    }

    /** {@return whether nothing is left of the text} */
    boolean isAtEnd() {
        return position == to;
    }

    private QmpValue array() throws SyntaxException {
        position++;
        List<QmpValue> elements = new ArrayList<>();
        if (peek() == ']') {
            position++;
            return new QmpArray(elements);
        }
        while (true) {
            elements.add(value());
            byte separator = next();
            if (separator == ']') {
                return new QmpArray(elements);
            }
            if (separator != ',') {
                throw unexpected(separator, "expected separator in list");
            }
        }
    }

    private String string(byte quote, boolean names) throws SyntaxException {
        int begin = position + 1;
        int i = begin;
        while (bytes[i] >= ' ' && bytes[i] != quote && bytes[i] != '\\') {
            i++;
        }
        if (bytes[i] == quote) {
            position = i + 1;
            return names
                    ? NAMES.name(bytes, begin, i)
                    : new String(bytes, begin, i - begin, StandardCharsets.ISO_8859_1);
        }
        while (bytes[i] != quote) {
            i += bytes[i] == '\\' ? 2 : 1;
        }
        position = i + 1;
        return StringText.decode(bytes, begin, i);
    }

    private QmpValue number() throws SyntaxException {
        int begin = position;
        if (!NumberText.isNumber(bytes, begin, to)) {
            return keyword();
        }
        position = NumberText.end(bytes, begin, to);
        return NumberText.decode(bytes, begin, position);
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

    private static SyntaxException unexpected(byte found, String reason) {
        return SyntaxException.parseError(found == END ? "premature EOI" : reason);
    }
}
