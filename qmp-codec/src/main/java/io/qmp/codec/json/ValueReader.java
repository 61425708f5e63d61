package io.qmp.codec.json;

import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.ReaderLimits;
import io.qmp.codec.frame.Dialect;
import io.qmp.codec.frame.Found;
import io.qmp.codec.frame.JsonFramer;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to values: large texts that are plain are read with Jackson, all others, and texts that Jackson refuses,
 * with the {@link ExactParser}, which is faster on small ones.
 *
 * <p>Not for use by several threads.
 */
public final class ValueReader {
    private static final String TOO_DEEP = "JSON nesting depth limit exceeded";

    /** The size in bytes up to which Jackson takes longer to begin than to read. */
    private static final int SMALL = 1 << 10;

    private final JsonFramer framer;
    private final Dialect dialect;
    private final @Nullable SyntaxJudge judge;
    /** Of one text after the other, so that small ones cost no objects but what is read of them. */
    private final MemberReader members = new MemberReader();

    /** Whether the judge has not seen the text that was found last. */
    private boolean unseen;

    /**
     * Makes a reader.
     *
     * @param dialect what is understood beside JSON
     * @param limits how much a text may have of what
     */
    public ValueReader(Dialect dialect, ReaderLimits limits) {
        this.framer = new JsonFramer(dialect, limits);
        this.dialect = dialect;
        this.judge = null;
    }

    private ValueReader(ReaderLimits limits, SyntaxJudge judge) {
        this.framer = new JsonFramer(Dialect.READ_BY_QEMU, limits, judge::read);
        this.dialect = Dialect.READ_BY_QEMU;
        this.judge = judge;
    }

    /**
     * {@return a reader as QEMU since 11.1 has one: it tells an error as soon as it has read it, with line and column,
     * and one in a message}
     *
     * @param limits how much a text may have of what
     */
    public static ValueReader placing(ReaderLimits limits) {
        return new ValueReader(limits, new SyntaxJudge());
    }

    /** Takes bytes in; all are consumed, and copied. */
    public void feed(ByteBuffer bytes) {
        passSeen();
        framer.feed(bytes);
    }

    /** {@return how many bytes were fed that belong to nothing read so far, blanks not counted that were passed} */
    public int pendingBytes() {
        return framer.pendingBytes();
    }

    /**
     * {@return the next value, or {@code null} if more bytes are needed for it}. Looks at no byte beyond it.
     *
     * @throws SyntaxException if the next thing is no value; reading goes on behind it
     */
    public @Nullable QmpValue next() throws SyntaxException {
        return nextText() ? value() : null;
    }

    /**
     * Looks for the next text, of which {@link #value} or {@link #members} tell more.
     *
     * @return {@code false} if more bytes are needed for it
     * @throws SyntaxException if the next thing is no text; reading goes on behind it
     */
    public boolean nextText() throws SyntaxException {
        members.end();
        if (judge == null) {
            return isText(framer.next());
        }
        while (true) {
            passSeen();
            Found found = framer.next();
            if (found == Found.NOTHING || found == Found.TEXT && !judge.isSpoilt()) {
                throwErrorOf(judge);
                unseen = found == Found.TEXT;
                return unseen;
            }
            judge(judge, found);
        }
    }

    /** A text that was found to be correct need not be judged. */
    private void passSeen() {
        if (unseen && judge != null) {
            unseen = false;
            judge.pass(framer.bytes(), framer.readFrom(), framer.to());
        }
    }

    /** Judges what is no text, or is in a message that has had its error. */
    private void judge(SyntaxJudge judge, Found found) throws SyntaxException {
        boolean wasSpoilt = judge.isSpoilt();
        boolean limit = found != Found.STRAY && found != Found.TEXT;
        if (found == Found.TEXT) {
            judge.readToEnd(framer.bytes(), framer.readFrom(), framer.to());
        } else {
            judge.read(framer.bytes(), framer.readFrom(), framer.to());
        }
        boolean reported = wasSpoilt || judge.hasError();
        if (limit) {
            judge.exceeds();
        }
        throwErrorOf(judge);
        if (limit && !reported) {
            isText(found);
        }
    }

    private static void throwErrorOf(SyntaxJudge judge) throws SyntaxException {
        SyntaxException error = judge.takeError();
        if (error != null) {
            throw error;
        }
    }

    /**
     * {@return the value of the text that was found last}
     *
     * @throws SyntaxException if it is none
     */
    public QmpValue value() throws SyntaxException {
        try {
            return text(framer.bytes(), framer.from(), framer.to());
        } catch (SyntaxException e) {
            if (unseen && judge != null) {
                unseen = false;
                judge.readToEnd(framer.bytes(), framer.readFrom(), framer.to());
                throwErrorOf(judge);
            }
            throw e;
        }
    }

    /** {@return the members of the text that was found last if it is small, plain, and an object} */
    public @Nullable MemberReader members() {
        byte[] bytes = framer.bytes();
        int from = framer.from();
        int to = framer.to();
        return framer.isPlain() && to - from <= SMALL && bytes[from] == '{'
                ? members.begin(bytes, from, to, true)
                : null;
    }

    /**
     * {@return the members of the next text if that is an object; {@code null} if not} If all of it can be read,
     * {@link #takeSmall} follows. Otherwise it is not small, not complete, or not simple, and was not read:
     * {@link #nextText} finds what it is.
     */
    public @Nullable MemberReader small() {
        passSeen();
        boolean inMessage = judge != null && judge.isSpoilt();
        return !inMessage && framer.isAtObject()
                ? members.begin(framer.bytes(), framer.from(), framer.to(), false)
                : null;
    }

    /** The small object is the text that was found last. */
    public void takeSmall() {
        framer.takeSmall(members.end());
        unseen = judge != null;
    }

    /** {@return the text that was found last, to be read piece by piece} */
    public TextReader text() {
        return new TextReader(new Tokens(framer.bytes(), framer.from(), framer.to(), dialect));
    }

    /**
     * {@return the value that is complete as no more bytes come, or {@code null} if there is nothing left}
     *
     * @throws SyntaxException if what is left is no value
     */
    @Nullable
    QmpValue finish() throws SyntaxException {
        return isText(framer.finish()) ? value() : null;
    }

    /** {@return the array with the text that was read last, or found not to be a value} Valid until bytes are fed. */
    public byte[] bytes() {
        return framer.bytes();
    }

    /** {@return where in {@link #bytes} that text begins} */
    public int begin() {
        return framer.begin();
    }

    /** {@return where in {@link #bytes} that text ends, as far as it was read} */
    public int end() {
        return framer.to();
    }

    /** {@return whether any JSON parser reads that text as QEMU does, if it is one without an error} */
    public boolean isPlain() {
        return framer.isPlain();
    }

    /** {@return whether that text is the first thing in its line} */
    public boolean beganLine() {
        return framer.beganLine();
    }

    private boolean isText(Found found) throws SyntaxException {
        return switch (found) {
            case NOTHING -> false;
            case TEXT -> true;
            case STRAY -> throw stray(framer.bytes(), framer.from(), framer.to());
            case CUT_OFF -> throw SyntaxException.parseError("cut off by the next message", framer.to());
            case TOO_LONG -> throw exceeded("JSON token size limit exceeded");
            case TOO_MANY_TOKENS -> throw exceeded("JSON token count limit exceeded");
            case TOO_DEEP -> throw exceeded(TOO_DEEP);
        };
    }

    private SyntaxException exceeded(String desc) {
        return new SyntaxException(desc, framer.from());
    }

    private QmpValue text(byte[] bytes, int from, int to) throws SyntaxException {
        try {
            boolean streamed = framer.isPlain() && to - from > SMALL;
            @Nullable QmpValue fast = streamed ? JacksonParser.parse(bytes, from, to) : null;
            return fast != null ? fast : ExactParser.parse(bytes, from, to, dialect);
        } catch (StackOverflowError e) {
            // A nesting limit beyond what a thread's stack holds.
            throw exceeded(TOO_DEEP);
        }
    }

    private static SyntaxException stray(byte[] bytes, int from, int to) {
        int end = from;
        // A zero ends C's strings.
        while (end < to && bytes[end] != 0) {
            end++;
        }
        return SyntaxException.parseError("stray '" + Utf8.replaceInvalid(bytes, from, end) + "'", to - 1);
    }
}
