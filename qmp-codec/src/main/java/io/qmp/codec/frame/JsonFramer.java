package io.qmp.codec.frame;

import io.qmp.api.wire.ReaderLimits;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Finds the JSON texts in what was fed: by structure, in pieces of any size, without reading a byte twice.
 *
 * <p>A text is complete when neither braces nor brackets are open, which QEMU counts separately, or as soon as
 * there are more closing ones than opening ones. Whether it keeps the grammar is not asked here.
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
        /** A text that breaks off where the next one begins. */
        CUT_OFF,
        /** A token, or all tokens of a text together, are too long. */
        TOO_LONG,
        /** A text has too many tokens. */
        TOO_MANY_TOKENS,
        /** Too many braces and brackets are open. */
        TOO_DEEP
    }

    /** The bytes that neither end a double-quoted string nor are special in it: most there are. */
    private static final boolean[] ORDINARY = ordinary();

    private final ReaderLimits limits;
    private final byte[] table;
    private final boolean tolerant;
    private final Backlog backlog = new Backlog();

    private int state = LexerTable.START;
    /** Bytes read of an unfinished token. */
    private int unfinished;
    /** All entries of the table that were met since the text began. */
    private int seen;

    // Of the unfinished text:
    private int braces;
    private int brackets;
    private int tokens;
    /** Bytes of all tokens. */
    private int size;

    /** Whether the rest of a text that exceeds a limit is being skipped. */
    private boolean skipsText;

    /** How many more bytes are skipped before that is found too long once more. */
    private int skipRoom;

    /** Whether a line has ended since the last text. */
    private boolean atLineStart = true;

    // Of what was found:
    private boolean beganLine;
    private int begin;
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
        this.table = LexerTable.of(dialect);
        this.tolerant = dialect == Dialect.WRITTEN_BY_QEMU;
    }

    /** Takes bytes in; all are consumed, and copied. Ends the validity of what was found last. */
    public void feed(ByteBuffer bytes) {
        backlog.add(bytes, (long) size + tokens + unfinished);
    }

    /** Looks for the next text, and not a byte beyond. Ends the validity of what was found before. */
    public Found next() {
        byte[] bytes = backlog.bytes();
        int i = backlog.position();
        int begin = i;
        int end = skipsText ? (int) Math.min(backlog.end(), i + (long) skipRoom) : backlog.end();
        int token = i - unfinished;
        // A token that is too long is one as soon as this is reached, whatever comes behind it.
        int stop = unfinished == 0 ? end : longest(token, end);
        int state = this.state;
        while (i < stop) {
            if (state == LexerTable.START && tokens > 0) {
                i = passTokens(bytes, i, end);
                if (i == end) {
                    break;
                }
            }
            int entry = table[state << 8 | bytes[i] & 0xFF];
            if (entry == LexerTable.START) {
                atLineStart |= bytes[i] == '\n';
                i++;
                continue;
            }
            if (state == LexerTable.START) {
                token = i;
                stop = longest(token, end);
            }
            if (entry > 0) {
                seen |= entry;
                state = entry & LexerTable.STATE;
                i++;
                if (entry == LexerTable.DOUBLE_QUOTED) {
                    while (i < stop && ORDINARY[bytes[i] & 0xFF]) {
                        i++;
                    }
                }
                continue;
            }
            char kind = (char) -entry;
            if (LexerTable.includesLastByte(kind)) {
                i++;
            }
            state = LexerTable.START;
            stop = end;
            if (kind == '{' && beginsNextText(bytes, token)) {
                return found(Found.CUT_OFF, backlog.start(), token);
            }
            Found found = kind == LexerTable.RESUMED ? Found.NOTHING : take(kind, token, i);
            if (found != Found.NOTHING) {
                return found;
            }
        }
        if (i < end || state > LexerTable.SKIPPING && !skipsText && i - token > limits.tokenBytes()) {
            if (tokens == 0) {
                backlog.dropTo(token);
            }
            return exceeds(Found.TOO_LONG, token, i, state);
        }
        this.state = state;
        unfinished = state > LexerTable.SKIPPING && !skipsText ? i - token : 0;
        backlog.readTo(i);
        if (tokens == 0) {
            backlog.dropTo(i - unfinished);
        }
        if (skipsText) {
            skipRoom -= i - begin;
            if (skipRoom == 0) {
                return skipsOn(i);
            }
        } else if (i < backlog.end()) {
            return next();
        }
        if (tokens == 0) {
            backlog.reclaim();
        }
        return Found.NOTHING;
    }

    /** How much is skipped until that is found too long once more. */
    private int mostSkipped() {
        return (int) Math.min(Integer.MAX_VALUE, 8L * limits.messageBytes());
    }

    /** Logs that many times the allowed length of a text was skipped, so that a text without an end is noticed. */
    private Found skipsOn(int position) {
        skipRoom = mostSkipped();
        begin = position;
        from = position;
        to = position;
        beganLine = false;
        return Found.TOO_LONG;
    }

    /** Looks for what the end of input completes: a number, a keyword, stray bytes, a text that breaks off. */
    public Found finish() {
        int i = backlog.position();
        Found found = unfinished == 0 ? Found.NOTHING : take((char) -table[state << 8], i - unfinished, i);
        return found == Found.NOTHING && tokens > 0 ? found(Found.TEXT, backlog.start(), i) : found;
    }

    /**
     * Passes over the tokens that nearly all texts are made of: punctuation, strings without escapes, integers,
     * keywords; and blanks. Stops in front of everything else, of tokens that are not complete or are too much, and
     * of the last one of the text. Never at variance with the table, just quicker.
     */
    private int passTokens(byte[] bytes, int start, int end) {
        int i = start;
        int newBraces = braces;
        int newBrackets = brackets;
        int newTokens = tokens;
        // One byte more, as QEMU counts.
        int room = limits.messageBytes() - 1 - size;
        tokens:
        while (i < end && newTokens < limits.tokens()) {
            int next = i + 1;
            switch (bytes[i]) {
                case ' ', '\t', '\r', '\n' -> {
                    i = next;
                    continue;
                }
                case ',', ':' -> {}
                case '"' -> {
                    while (next < end && ORDINARY[bytes[next] & 0xFF]) {
                        next++;
                    }
                    if (next == end || bytes[next] != '"') {
                        break tokens;
                    }
                    next++;
                }
                case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
                    next = endOf('0', '9', bytes, next, end);
                    if (next == end || table[LexerTable.INTEGER << 8 | bytes[next] & 0xFF] >= 0) {
                        break tokens;
                    }
                }
                case 't', 'f', 'n' -> {
                    next = endOf('a', 'z', bytes, next, end);
                    if (next == end || table[LexerTable.KEYWORD << 8 | bytes[next] & 0xFF] >= 0) {
                        break tokens;
                    }
                }
                case '{' -> {
                    if (beginsNextText(bytes, i)) {
                        break tokens;
                    }
                    newBraces++;
                }
                case '[' -> newBrackets++;
                case '}' -> {
                    if (newBraces + newBrackets == 1 || newBraces == 0) {
                        break tokens;
                    }
                    newBraces--;
                }
                case ']' -> {
                    if (newBraces + newBrackets == 1 || newBrackets == 0) {
                        break tokens;
                    }
                    newBrackets--;
                }
                default -> {
                    break tokens;
                }
            }
            int length = next - i;
            if (length > limits.tokenBytes() || length > room || newBraces + newBrackets > limits.nesting()) {
                break;
            }
            braces = newBraces;
            brackets = newBrackets;
            room -= length;
            newTokens++;
            i = next;
        }
        tokens = newTokens;
        size = limits.messageBytes() - 1 - room;
        return i;
    }

    private static int endOf(char first, char last, byte[] bytes, int start, int end) {
        int i = start;
        while (i < end && bytes[i] >= first && bytes[i] <= last) {
            i++;
        }
        return i;
    }

    /**
     * Whether a brace at the beginning of a line, behind a complete value, shows that the text before it breaks
     * off.
     */
    private boolean beginsNextText(byte[] bytes, int brace) {
        if (!tolerant || tokens == 0 || bytes[brace - 1] != '\n') {
            return false;
        }
        int last = brace - 1;
        while (bytes[last] == ' ' || bytes[last] == '\t' || bytes[last] == '\r' || bytes[last] == '\n') {
            last--;
        }
        return "{[:,".indexOf(bytes[last]) < 0;
    }

    /** Where reading stops to see that a token is too long. */
    private int longest(int token, int end) {
        return skipsText ? end : (int) Math.min(end, (long) token + limits.tokenBytes() + 1);
    }

    private static boolean[] ordinary() {
        boolean[] ordinary = new boolean[256];
        Arrays.fill(ordinary, 0x20, 0x80, true);
        ordinary['"'] = false;
        ordinary['\\'] = false;
        return ordinary;
    }

    /** Adds a token to the text. */
    private Found take(char kind, int token, int end) {
        if (tokens == 0) {
            backlog.dropTo(token);
        }
        switch (kind) {
            case '{' -> braces++;
            case '}' -> braces--;
            case '[' -> brackets++;
            case ']' -> brackets--;
            case LexerTable.STRAY -> {
                return breaksOff(Found.STRAY, token, end);
            }
            case LexerTable.CUT_OFF -> {
                return breaksOff(Found.CUT_OFF, backlog.start(), end);
            }
            default -> {}
        }
        if (skipsText) {
            return skip(end);
        }
        int length = end - token;
        // One byte more, as QEMU counts.
        if (length > limits.tokenBytes() || (long) size + length + 1 > limits.messageBytes()) {
            return exceeds(Found.TOO_LONG, token, end, LexerTable.START);
        }
        if (tokens == limits.tokens()) {
            return exceeds(Found.TOO_MANY_TOKENS, token, end, LexerTable.START);
        }
        int depth = braces + brackets;
        if (depth > limits.nesting()) {
            return exceeds(Found.TOO_DEEP, token, end, LexerTable.START);
        }
        size += length;
        tokens++;
        return isOpen(braces, brackets) ? Found.NOTHING : found(Found.TEXT, backlog.start(), end);
    }

    /**
     * The text exceeds a limit. QEMU forgets where in the text it is; a tolerant reader skips the rest, and
     * remembers nothing of it.
     */
    private Found exceeds(Found limit, int token, int end, int stateThen) {
        int openBraces = braces;
        int openBrackets = brackets;
        found(limit, token, end);
        boolean unfinishedToken = stateThen != LexerTable.START;
        if (tolerant && (unfinishedToken || isOpen(openBraces, openBrackets))) {
            skipsText = true;
            skipRoom = mostSkipped();
            braces = openBraces;
            brackets = openBrackets;
            state = stateThen;
        }
        return limit;
    }

    private static boolean isOpen(int braces, int brackets) {
        return braces + brackets > 0 && braces >= 0 && brackets >= 0;
    }

    /** What is being skipped has been reported already. */
    private Found breaksOff(Found found, int token, int end) {
        boolean reported = skipsText;
        found(found, token, end);
        if (reported) {
            state = LexerTable.START;
            return Found.NOTHING;
        }
        return found;
    }

    private Found skip(int end) {
        backlog.dropTo(end);
        if (!isOpen(braces, brackets)) {
            forget();
        }
        return Found.NOTHING;
    }

    private void forget() {
        skipsText = false;
        atLineStart = false;
        braces = 0;
        brackets = 0;
        tokens = 0;
        size = 0;
        seen = 0;
    }

    /** Forgets the text, and begins the next one. */
    private Found found(Found found, int from, int to) {
        begin = backlog.start();
        this.from = from;
        this.to = to;
        plain = (seen & LexerTable.ODD) == 0;
        beganLine = atLineStart;
        forget();
        atLineStart = found == Found.CUT_OFF;
        state = found == Found.STRAY ? LexerTable.SKIPPING : LexerTable.START;
        unfinished = 0;
        backlog.readTo(to);
        backlog.dropTo(to);
        return found;
    }

    /** {@return where the text or the stray bytes are} */
    public byte[] bytes() {
        return backlog.bytes();
    }

    /** {@return where the text begins that was found, or in which something was found} */
    public int begin() {
        return begin;
    }

    /** {@return whether that text is the first thing in its line} */
    public boolean beganLine() {
        return beganLine;
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
