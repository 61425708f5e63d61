package io.qmp.codec.json;

/**
 * A text is to be read as a value, as something in it is not in its simplest form, or wrong. Not a failure: without a
 * trace, and always the same.
 */
public final class NotSimple extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The only one. */
    public static final NotSimple INSTANCE = new NotSimple();

    private NotSimple() {
        super("to be read as a value", null, false, false);
    }
}
