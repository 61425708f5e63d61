package io.qmp.codec.frame;

import io.qmp.api.wire.ReaderLimits;
import java.nio.ByteBuffer;

/**
 * Finds the JSON texts in what was fed: by structure, in pieces of any size, without reading a byte twice.
 *
 * <p>A text is complete when neither braces nor brackets are open, which QEMU counts separately, or as soon as
 * there are more closing ones than opening ones. Whether it keeps the grammar is not checked here.
 *
 * <p>Not for use by several threads.
 */
public final class JsonFramer extends FoundPlace {
    private final ReaderLimits limits;
    private final byte[] table;
    private final boolean tolerant;
    private final Backlog backlog = new Backlog();
    private final OpenText text;
    private final TextBoundary boundary;
    private final TokenRun run;
    private final SkippedText skipped;
    private final ReadBytes read;
    private final boolean takesSmall;

    private int state = LexerTable.START;
    /** Bytes read of an unfinished token. */
    private int unfinished;
    /** All entries of the table that were met since the text began. */
    private int seen;

    /** Whether a line has ended since the last text. */
    private boolean atLineStart = true;

    /**
     * Makes a framer.
     *
     * @param dialect which tokens there are
     * @param limits how much a text may have of what
     */
    public JsonFramer(Dialect dialect, ReaderLimits limits) {
        this(dialect, limits, ReadBytes.IGNORED);
    }

    /**
     * Makes a framer.
     *
     * @param dialect which tokens there are
     * @param limits how much a text may have of what
     * @param read receives what is read without finding anything
     */
    public JsonFramer(Dialect dialect, ReaderLimits limits, ReadBytes read) {
        this.read = read;
        this.takesSmall = SmallText.fits(limits);
        this.limits = limits;
        this.table = LexerTable.of(dialect);
        this.tolerant = dialect == Dialect.WRITTEN_BY_QEMU;
        this.text = new OpenText(limits);
        this.boundary = new TextBoundary(dialect, text);
        this.skipped = new SkippedText(limits);
        this.run = new TokenRun(table, boundary, text);
    }

    /** Takes bytes in; all are consumed, and copied. Ends the validity of what was found last. */
    public void feed(ByteBuffer bytes) {
        backlog.add(bytes, text.sizeWithBlanks() + unfinished);
    }

    /**
     * Looks whether the next text is an object, without reading it. It is {@linkplain #from there}, and ends
     * {@linkplain #to before} if it is small. If it keeps the grammar to its end, has no escapes and no bytes beyond
     * ASCII, {@link #takeSmall} follows; if not, {@link #next}.
     */
    public boolean isAtObject() {
        if (!takesSmall || state != LexerTable.START || !text.isEmpty() || skipped.isOpen()) {
            return false;
        }
        byte[] bytes = backlog.bytes();
        int end = backlog.end();
        int first = backlog.position();
        while (first < end && WhiteSpace.isBlank(bytes[first])) {
            first++;
        }
        if (first == end || bytes[first] != '{') {
            return false;
        }
        begin = first;
        from = first;
        to = Math.min(end, first + SmallText.LONGEST);
        return true;
    }

    /** Reads the object that was looked at, up to where it ends. Ends the validity of what was found before. */
    public void takeSmall(int textEnd) {
        readFrom = backlog.position();
        blanksEnd(backlog.bytes(), readFrom, from);
        backlog.dropTo(from);
        report(Found.TEXT, from, textEnd);
    }

    /** Looks for the next text, and not a byte beyond. Ends the validity of what was found before. */
    public Found next() {
        int first = backlog.position();
        readFrom = first;
        int end = skipped.bound(first, backlog.end());
        while (backlog.position() < end) {
            Found found = token(end);
            if (found != Found.NOTHING) {
                return found;
            }
        }
        return allRead(first);
    }

    /** Looks for what the end of input completes: a number, a keyword, stray bytes, a text that breaks off. */
    public Found finish() {
        int end = backlog.position();
        Found found = unfinished == 0 ? Found.NOTHING : take(kindAtEnd(), end - unfinished, end);
        return found == Found.NOTHING && !text.isEmpty() ? found(Found.TEXT, backlog.start(), end) : found;
    }

    /**
     * What the unfinished token is if a zero follows it; one that may contain a zero is a word, which is no value
     * either.
     */
    private char kindAtEnd() {
        int entry = table[state << 8];
        return entry < 0 ? (char) -entry : LexerTable.WORD;
    }

    /** Reads on to the end of a token that is not passed over, or to the end of the bytes. */
    private Found token(int end) {
        byte[] bytes = backlog.bytes();
        int i = backlog.position();
        int token = i - unfinished;
        int now = state;
        if (now == LexerTable.START) {
            i = text.isEmpty() ? blanksEnd(bytes, i, end) : run.pass(bytes, i, end);
            token = i;
        }
        int stop = longest(now, token, end);
        int entry = 0;
        while (i < stop) {
            entry = table[now << 8 | bytes[i] & 0xFF];
            if (entry < 0) {
                break;
            }
            seen |= entry;
            now = entry & LexerTable.STATE;
            i++;
            if (entry == LexerTable.DOUBLE_QUOTED) {
                i = TokenRun.ordinaryEnd(bytes, i, stop);
            }
        }
        if (i == stop) {
            return unfinished(now, token, i, end);
        }
        char kind = (char) -entry;
        return tokenRead(kind, token, LexerTable.includesLastByte(kind) ? i + 1 : i);
    }

    private int blanksEnd(byte[] bytes, int from, int end) {
        int i = from;
        while (i < end && WhiteSpace.isBlank(bytes[i])) {
            atLineStart |= bytes[i] == '\n';
            i++;
        }
        return i;
    }

    /** Where reading stops, as a token that reaches this is too long, whatever comes behind it. */
    private int longest(int stateNow, int token, int end) {
        return skipped.isOpen() || stateNow == LexerTable.SKIPPING
                ? end
                : (int) Math.min(end, (long) token + limits.tokenBytes() + 1);
    }

    /** No end of a token was found. */
    private Found unfinished(int stateNow, int token, int position, int end) {
        boolean inToken = stateNow > LexerTable.SKIPPING && !skipped.isOpen();
        if (position < end || inToken && position - token > limits.tokenBytes()) {
            if (text.isEmpty()) {
                backlog.dropTo(token);
            }
            return exceeds(Found.TOO_LONG, token, position, stateNow);
        }
        state = stateNow;
        unfinished = inToken ? position - token : 0;
        backlog.readTo(position);
        return Found.NOTHING;
    }

    private Found tokenRead(char kind, int token, int end) {
        state = LexerTable.START;
        unfinished = 0;
        backlog.readTo(end);
        if (kind == LexerTable.RESUMED) {
            return Found.NOTHING;
        }
        return kind == '{' && boundary.isAt(backlog.bytes(), token)
                ? found(Found.CUT_OFF, backlog.start(), token)
                : take(kind, token, end);
    }

    /** All bytes that may be read have been. */
    private Found allRead(int first) {
        int position = backlog.position();
        if (text.isEmpty()) {
            backlog.dropTo(position - unfinished);
        }
        if (skipped.isOpen()) {
            if (skipped.isTooLong(position - first)) {
                return skipsOn(position);
            }
        } else if (position < backlog.end()) {
            return next(); // the skipping has ended on the way
        }
        read.read(backlog.bytes(), first, position);
        if (text.isEmpty()) {
            backlog.reclaim();
        }
        return Found.NOTHING;
    }

    /** Reports that too much of a text was skipped. */
    private Found skipsOn(int position) {
        begin = position;
        from = position;
        to = position;
        beganLine = false;
        return Found.TOO_LONG;
    }

    /** Adds a token to the text. */
    private Found take(char kind, int token, int end) {
        if (text.isEmpty()) {
            backlog.dropTo(token);
        }
        if (kind == LexerTable.STRAY) {
            return breaksOff(Found.STRAY, token, end);
        }
        if (kind == LexerTable.CUT_OFF) {
            return breaksOff(Found.CUT_OFF, backlog.start(), end);
        }
        text.nest(kind);
        if (skipped.isOpen()) {
            return skip(end);
        }
        Found limit = text.add(end - token);
        if (limit != Found.NOTHING) {
            return exceeds(limit, token, end, LexerTable.START);
        }
        return text.isOpen() ? Found.NOTHING : found(Found.TEXT, backlog.start(), end);
    }

    /**
     * The text exceeds a limit. QEMU forgets where in the text it is; a tolerant reader skips the rest, and
     * remembers nothing of it.
     */
    private Found exceeds(Found limit, int token, int end, int stateThen) {
        boolean skips = tolerant && (stateThen != LexerTable.START || text.isOpen());
        report(limit, token, end);
        if (skips) {
            text.forgetTokens();
            skipped.begin();
            state = stateThen;
        } else {
            text.clear();
        }
        return limit;
    }

    /** What is being skipped has been reported already. */
    private Found breaksOff(Found found, int token, int end) {
        boolean reported = skipped.isOpen();
        found(found, token, end);
        if (reported) {
            state = LexerTable.START;
            return Found.NOTHING;
        }
        return found;
    }

    private Found skip(int end) {
        backlog.dropTo(end);
        if (!text.isOpen()) {
            text.clear();
            skipped.end();
            atLineStart = false;
            seen = 0;
        }
        return Found.NOTHING;
    }

    /** Forgets the text, and begins the next one. */
    private Found found(Found found, int from, int to) {
        text.clear();
        return report(found, from, to);
    }

    private Found report(Found found, int from, int to) {
        begin = backlog.start();
        this.from = from;
        this.to = to;
        plain = (seen & LexerTable.ODD) == 0;
        beganLine = atLineStart;
        skipped.end();
        seen = 0;
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

    /** {@return how many bytes were fed that belong to nothing found so far, blanks not counted that were passed} */
    public int pendingBytes() {
        return backlog.size();
    }
}
