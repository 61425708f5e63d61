package io.qmp.codec.frame;

import io.qmp.api.wire.ReaderLimits;
import java.nio.ByteBuffer;

/**
 * Finds the JSON texts in what was fed: by structure, in pieces of any size, without reading a byte twice.
 *
 * <p>A text is complete when neither braces nor brackets are open, which QEMU counts separately, or as soon as there are more
 * closing ones than opening ones. Whether it keeps the grammar is not asked here.
 *
 * <p>Not for use by several threads.
 */
public final class JsonFramer {
    /** What was found. */
    public enum Found {
        /** Nothing yet: more bytes are needed. */
        NOTHING,
        /** A JSON text, as far as its tokens go. */
        TEXT,
        /** Bytes that are no token. */
        STRAY,
        /** One token, or all of the text, is too long. */
        TOO_LONG,
        /** Too many tokens. */
        TOO_MANY_TOKENS,
        /** Too many open braces and brackets. */
        TOO_DEEP
    }

    private final ReaderLimits limits;
    private final Lexer lexer;
    private final Backlog backlog = new Backlog();

    private int braces;
    private int brackets;
    private int tokens;
    /** Bytes of all tokens. */
    private int size;

    private int from;
    private int to;
    private boolean plain;

    /**
     * Makes a framer.
     *
     * @param dialect which tokens there are
     * @param limits how much a text may have of what
     */
    public JsonFramer(Dialect dialect, ReaderLimits limits) {
        this.limits = limits;
        this.lexer = new Lexer(dialect, limits.tokenBytes());
    }

    /** Takes bytes in; all are consumed, and copied. Ends the validity of what was found last. */
    public void feed(ByteBuffer bytes) {
        backlog.add(bytes, (long) size + tokens + lexer.length());
    }

    /** Looks for the next text, and not a byte beyond. Ends the validity of what was found before. */
    public Found next() {
        while (true) {
            char token = lexer.next(backlog.bytes(), backlog.position(), backlog.end());
            backlog.readTo(lexer.position());
            if (token == Token.NONE) {
                if (tokens == 0) {
                    backlog.dropTo(lexer.position() - lexer.length());
                }
                return Found.NOTHING;
            }
            Found found = take(token);
            if (found != Found.NOTHING) {
                return found;
            }
        }
    }

    /** Looks for what the end of input completes: a number, a keyword, stray bytes, a text that breaks off. */
    public Found finish() {
        char token = lexer.finish();
        Found found = token == Token.NONE ? Found.NOTHING : take(token);
        return found == Found.NOTHING && tokens > 0 ? found(Found.TEXT) : found;
    }

    private Found take(char token) {
        if (tokens == 0) {
            backlog.dropTo(lexer.start());
        }
        switch (token) {
            case '{' -> braces++;
            case '}' -> braces--;
            case '[' -> brackets++;
            case ']' -> brackets--;
            case Token.STRAY -> {
                backlog.dropTo(lexer.start());
                return found(Found.STRAY);
            }
            default -> {}
        }
        int length = lexer.position() - lexer.start();
        // One byte more, as QEMU counts.
        if (token == Token.TOO_LONG || (long) size + length + 1 > limits.messageBytes()) {
            return found(Found.TOO_LONG);
        }
        if (tokens == limits.tokens()) {
            return found(Found.TOO_MANY_TOKENS);
        }
        if (braces + brackets > limits.nesting()) {
            return found(Found.TOO_DEEP);
        }
        size += length;
        tokens++;
        boolean open = braces >= 0 && brackets >= 0 && braces + brackets > 0;
        return open ? Found.NOTHING : found(Found.TEXT);
    }

    private Found found(Found found) {
        from = backlog.start();
        to = lexer.position();
        plain = lexer.takePlain();
        braces = 0;
        brackets = 0;
        tokens = 0;
        size = 0;
        backlog.dropTo(to);
        return found;
    }

    /** {@return where the text or the stray bytes are} */
    public byte[] bytes() {
        return backlog.bytes();
    }

    /** {@return where the text or the stray bytes begin} */
    public int from() {
        return from;
    }

    /** {@return where the text or the stray bytes end} */
    public int to() {
        return to;
    }

    /** {@return whether any JSON parser reads this text as QEMU does, if it is one without an error} */
    public boolean isPlain() {
        return plain;
    }

    /** {@return how many bytes were fed that belong to nothing found so far, blanks not counted that were passed} */
    public int pendingBytes() {
        return backlog.size();
    }
}
