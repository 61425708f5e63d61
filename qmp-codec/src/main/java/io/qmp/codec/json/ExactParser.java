package io.qmp.codec.json;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.frame.Dialect;
import java.util.ArrayList;
import java.util.List;

/**
 * The exact way: QEMU's grammar, and QEMU's words for what breaks it.
 *
 * <p>Reads one text, in which the framer has found nothing but tokens.
 */
final class ExactParser {
    private final Tokens tokens;

    /** Makes a parser of what follows in a text. */
    ExactParser(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * {@return the value of a text}
     *
     * @throws SyntaxException if it does not keep the grammar
     */
    static QmpValue parse(byte[] bytes, int from, int to, Dialect dialect) throws SyntaxException {
        Tokens tokens = new Tokens(bytes, from, to, dialect);
        try {
            return new ExactParser(tokens).value();
        } catch (SyntaxException e) {
            throw e.at(tokens.token);
        }
    }

    /** Reads a value. */
    QmpValue value() throws SyntaxException {
        byte first = tokens.peek();
        return switch (first) {
            case '{' -> object();
            case '[' -> array();
            case '"', '\'' -> tokens.stringValue(first);
            default -> tokens.scalar(first);
        };
    }

    private QmpValue object() throws SyntaxException {
        tokens.position++;
        if (tokens.peek() == '}') {
            tokens.position++;
            return QmpObject.EMPTY;
        }
        QmpObject.Builder members = QmpObject.builder();
        do {
            String name = nameAndColon();
            int nameToken = tokens.token;
            if (!members.add(name, value())) {
                throw SyntaxException.parseError("duplicate key", nameToken);
            }
        } while (!isLastMember());
        return members.build();
    }

    private String nameAndColon() throws SyntaxException {
        byte first = tokens.peek();
        if (first != '"' && first != '\'') {
            // An error within the value itself is reported first.
            value();
            throw SyntaxException.parseError("key is not a string in object");
        }
        int begin = tokens.token;
        String name = tokens.string(first, true);
        byte colon = tokens.next();
        if (colon != ':') {
            throw Tokens.unexpected(colon, "missing : in object pair");
        }
        tokens.token = begin;
        return name;
    }

    private boolean isLastMember() throws SyntaxException {
        byte separator = tokens.next();
        if (separator != '}' && separator != ',') {
            throw Tokens.unexpected(separator, "expected separator in dict");
        }
        return separator == '}';
    }

    private QmpValue array() throws SyntaxException {
        tokens.position++;
        List<QmpValue> elements = new ArrayList<>();
        if (tokens.peek() == ']') {
            tokens.position++;
            return new QmpArray(elements);
        }
        while (true) {
            elements.add(value());
            byte separator = tokens.next();
            if (separator == ']') {
                return new QmpArray(elements);
            }
            if (separator != ',') {
                throw Tokens.unexpected(separator, "expected separator in list");
            }
        }
    }
}
