package io.qmp.codec.json;

import io.qmp.codec.frame.PlacedLexer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds errors as QEMU since 11.1 does: token by token, so that an error is known before the message ends, with its
 * place, and at most one in a message.
 *
 * <p>A message ends when neither braces nor brackets are open, which are counted separately, at one that closes
 * nothing, or at bytes that are no token.
 */
final class SyntaxJudge implements PlacedLexer.Tokens {
    private static final int LONGEST_REASON = 1023;

    private enum Expected {
        VALUE,
        FIRST_ELEMENT,
        KEY,
        FIRST_KEY,
        COLON,
        SEPARATOR
    }

    /** An object or an array that is not complete. */
    private static final class Open {
        /** Of an object the names of its members. */
        final @Nullable Set<String> names;

        String name = "";

        Open(@Nullable Set<String> names) {
            this.names = names;
        }
    }

    private final PlacedLexer lexer = new PlacedLexer(this);
    private final Deque<Open> open = new ArrayDeque<>();
    private Expected expected = Expected.VALUE;
    private int braces;
    private int brackets;
    private boolean spoilt;
    private @Nullable SyntaxException error;

    /** Reads the next bytes. */
    void read(byte[] bytes, int from, int to) {
        lexer.read(bytes, from, to);
    }

    /** Reads the last bytes of a text. It ends here, though its last token may need the byte behind it. */
    void readToEnd(byte[] bytes, int from, int to) {
        lexer.read(bytes, from, to);
        lexer.endWord();
    }

    /** Passes over the rest of a text that is known to be correct. */
    void pass(byte[] bytes, int from, int to) {
        lexer.pass(bytes, from, to);
        endMessage();
    }

    /** The message exceeds a limit; nothing more is wrong with it. */
    void exceeds() {
        lexer.forgetToken();
        spoilt = true;
    }

    /** {@return whether the message that is being read has had its error} */
    boolean isSpoilt() {
        return spoilt;
    }

    /** {@return whether an error was found that was not taken} */
    boolean hasError() {
        return error != null;
    }

    /** {@return the error that was found, once; {@code null} if there was none} */
    @Nullable
    SyntaxException takeError() {
        SyntaxException found = error;
        error = null;
        return found;
    }

    @Override
    public void token(char kind, byte[] text) {
        switch (kind) {
            case '{' -> braces++;
            case '}' -> braces--;
            case '[' -> brackets++;
            case ']' -> brackets--;
            default -> {}
        }
        if (!spoilt) {
            String reason = check(kind, text);
            if (reason != null) {
                report(reason.getBytes(StandardCharsets.UTF_8));
            }
        }
        if (braces < 0 || brackets < 0 || braces == 0 && brackets == 0) {
            endMessage();
        }
    }

    @Override
    public void stray(byte[] text) {
        if (!spoilt) {
            int end = 0;
            while (end < text.length && text[end] != 0) { // a zero ends C's strings
                end++;
            }
            byte[] reason = Arrays.copyOf("stray '".getBytes(StandardCharsets.US_ASCII), 7 + end + 1);
            System.arraycopy(text, 0, reason, 7, end);
            reason[7 + end] = '\'';
            report(reason);
        }
        endMessage();
    }

    private void report(byte[] reason) {
        spoilt = true;
        String text = Utf8.replaceInvalid(reason, 0, Math.min(reason.length, LONGEST_REASON));
        error = new SyntaxException(lexer.place() + ": " + SyntaxException.PARSE_ERROR + text, SyntaxException.UNKNOWN);
    }

    private void endMessage() {
        braces = 0;
        brackets = 0;
        spoilt = false;
        open.clear();
        expected = Expected.VALUE;
    }

    /** Takes a token; returns what is wrong with it. */
    private @Nullable String check(char kind, byte[] text) {
        return switch (expected) {
            case VALUE -> value(kind, text);
            case FIRST_ELEMENT -> kind == ']' ? close() : value(kind, text);
            case KEY -> key(kind, text);
            case FIRST_KEY -> kind == '}' ? close() : key(kind, text);
            case COLON -> kind == ':' ? go(Expected.VALUE) : "expecting ':'";
            case SEPARATOR -> separator(kind);
        };
    }

    private @Nullable String go(Expected next) {
        expected = next;
        return null;
    }

    private @Nullable String value(char kind, byte[] text) {
        switch (kind) {
            case '{' -> {
                open.push(new Open(new HashSet<>()));
                return go(Expected.FIRST_KEY);
            }
            case '[' -> {
                open.push(new Open(null));
                return go(Expected.FIRST_ELEMENT);
            }
            case '"' -> {
                String fault = fault(text);
                return fault == null ? complete() : fault;
            }
            case '0' -> {
                return complete();
            }
            case 'a' -> {
                String word = new String(text, StandardCharsets.ISO_8859_1);
                boolean known = word.equals("true") || word.equals("false") || word.equals("null");
                return known ? complete() : "invalid keyword '" + word + "'";
            }
            default -> {
                return "expecting value";
            }
        }
    }

    private static @Nullable String fault(byte[] string) {
        try {
            StringText.decode(string, 1, string.length - 1);
            return null;
        } catch (SyntaxException e) {
            return e.reason();
        }
    }

    private @Nullable String key(char kind, byte[] text) {
        if (kind != '"') {
            return "expecting key";
        }
        try {
            open.element().name = StringText.decode(text, 1, text.length - 1);
            return go(Expected.COLON);
        } catch (SyntaxException e) {
            return e.reason();
        }
    }

    private @Nullable String separator(char kind) {
        boolean object = open.element().names != null;
        if (kind == ',') {
            return go(object ? Expected.KEY : Expected.VALUE);
        }
        if (kind == (object ? '}' : ']')) {
            return close();
        }
        return object ? "expected ',' or '}'" : "expected ',' or ']'";
    }

    private @Nullable String close() {
        open.pop();
        return complete();
    }

    /** A value is complete. */
    private @Nullable String complete() {
        Open around = open.peek();
        if (around == null) {
            return null;
        }
        expected = Expected.SEPARATOR;
        return around.names != null && !around.names.add(around.name) ? "duplicate key" : null;
    }
}
