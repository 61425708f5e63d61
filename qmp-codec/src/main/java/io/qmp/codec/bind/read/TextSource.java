package io.qmp.codec.bind.read;

import io.qmp.api.bind.LenienceListener;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.json.NotSimple;
import io.qmp.codec.json.TextReader;

/**
 * A text that is read leniently, straight into Java values, and where in it that is.
 *
 * <p>Nothing is reported on the way, since what is reported first depends on the order in which members are declared,
 * not on that in the text: with a listener, each departure from the type is a {@link NotSimple}.
 */
public final class TextSource {
    /** Deeper texts are read as values, which fail at a limit beyond. */
    private static final int DEEPEST = 100;

    private static final LenienceListener REFUSING = departure -> {
        throw NotSimple.INSTANCE;
    };

    private final TextReader text;
    private final ReadMode mode;
    private int depth;
    private boolean guessing;

    /** Begins at the next value of a text. */
    public TextSource(TextReader text, ReadMode mode) {
        this.text = text;
        this.mode = mode.isHeard() ? ReadMode.lenient(mode.source(), REFUSING) : mode;
    }

    public TextReader text() {
        return text;
    }

    /** The next value, for a type that is read from values only. */
    public QmpValue value() {
        return text.value();
    }

    /** The path of the next value, for a type that is read from values only. */
    public ReadPath path() {
        return ReadPath.unnamed(mode, depth);
    }

    /** {@return how deep within the whole value the next one is} */
    public int depth() {
        return depth;
    }

    /** Comes back to a place in the text, and to the depth of its value. */
    public void reset(int mark, int newDepth) {
        text.reset(mark);
        depth = newDepth;
    }

    /** Whether a guess may be tried now: not within another one. If so, {@link #endGuess} follows. */
    public boolean beginGuess() {
        boolean free = !guessing;
        guessing = true;
        return free;
    }

    /** The guess was right, or wrong. */
    public void endGuess() {
        guessing = false;
    }

    /** Something in the text is left out. */
    public void dropped() {
        if (mode.isHeard()) {
            throw NotSimple.INSTANCE;
        }
    }

    /** Reading goes into a member or an element; {@link #leave} follows. */
    public void enter() {
        depth++;
        if (depth > DEEPEST) {
            throw NotSimple.INSTANCE;
        }
    }

    /** Reading comes back from a member or an element. */
    public void leave() {
        depth--;
    }
}
