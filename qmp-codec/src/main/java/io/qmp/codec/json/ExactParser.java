package io.qmp.codec.json;

import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpBoolean;
import io.qmp.api.value.QmpNull;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.frame.Dialect;
import io.qmp.codec.frame.Lexer;
import io.qmp.codec.frame.Token;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The exact way: QEMU's grammar, and QEMU's words for what breaks it.
 *
 * <p>Not for use by several threads.
 */
final class ExactParser {
    /** A text about an error is cut to so many bytes. */
    private static final int LONGEST_REASON = 1023;

    private static final byte[] NO_BYTES = {};

    private final Dialect dialect;
    private final Lexer lexer;
    private byte[] bytes = NO_BYTES;
    private int to;
    private char token;
    private int tokenFrom;
    private int tokenTo;

    ExactParser(Dialect dialect) {
        this.dialect = dialect;
        this.lexer = new Lexer(dialect, Integer.MAX_VALUE);
    }

    /**
     * {@return the value of one text without stray bytes, as the framer finds it}
     *
     * @throws SyntaxException if it does not keep the grammar
     */
    QmpValue parse(byte[] bytes, int from, int to) throws SyntaxException {
        this.bytes = bytes;
        this.to = to;
        tokenTo = from;
        try {
            advance();
            return value();
        } finally {
            this.bytes = NO_BYTES;
        }
    }

    private void advance() {
        token = lexer.next(bytes, tokenTo, to);
        if (token == Token.NONE) {
            token = lexer.finish();
        }
        tokenFrom = lexer.start();
        tokenTo = lexer.position();
    }

    /** Reads the value that begins with the current token; its last token is then the current one. */
    private QmpValue value() throws SyntaxException {
        return switch (token) {
            case '{' -> object();
            case '[' -> array();
            case Token.STRING -> new QmpString(StringText.decode(bytes, tokenFrom, tokenTo));
            case Token.NUMBER -> NumberText.decode(bytes, tokenFrom, tokenTo);
            case Token.KEYWORD ->
                keyword(new String(bytes, tokenFrom, tokenTo - tokenFrom, StandardCharsets.ISO_8859_1));
            default -> throw unexpected("expecting value");
        };
    }

    private QmpValue object() throws SyntaxException {
        advance();
        if (token == '}') {
            return QmpObject.EMPTY;
        }
        QmpObject.Builder members = QmpObject.builder();
        while (true) {
            QmpValue name = value();
            if (!(name instanceof QmpString string)) {
                throw SyntaxException.parseError("key is not a string in object");
            }
            advance();
            if (token != ':') {
                throw unexpected("missing : in object pair");
            }
            advance();
            if (!members.add(string.value(), value())) {
                throw SyntaxException.parseError("duplicate key");
            }
            advance();
            if (token == '}') {
                return members.build();
            }
            if (token != ',') {
                throw unexpected("expected separator in dict");
            }
            advance();
        }
    }

    private QmpValue array() throws SyntaxException {
        List<QmpValue> elements = new ArrayList<>();
        advance();
        while (token != ']') {
            elements.add(value());
            advance();
            if (token == ',') {
                advance();
                if (token == ']') {
                    throw unexpected("expecting value");
                }
            } else if (token != ']') {
                throw unexpected("expected separator in list");
            }
        }
        return new QmpArray(elements);
    }

    private QmpValue keyword(String word) throws SyntaxException {
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

    private SyntaxException unexpected(String reason) {
        return SyntaxException.parseError(token == Token.NONE ? "premature EOI" : reason);
    }
}
