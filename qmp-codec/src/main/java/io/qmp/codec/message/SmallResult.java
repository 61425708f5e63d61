package io.qmp.codec.message;

import io.qmp.api.value.QmpValue;
import io.qmp.codec.json.ValueWriter;
import org.jspecify.annotations.Nullable;

/**
 * The last result of a connection, if it is small: when it is written for the third time it is copied. Results are
 * compared by identity. {@link EncodedResultCache} keeps large ones.
 *
 * <p>Not for use by several threads.
 */
final class SmallResult {
    /** The size in bytes above which a connection would keep too much. */
    private static final int LARGE = 256;

    private @Nullable QmpValue result;
    private boolean sorted;
    private byte @Nullable [] text;

    /** {@return whether the text of a result is known; it is written then} */
    boolean write(QmpValue value, ValueWriter writer) {
        byte[] known = text;
        if (known == null || value != result || writer.sorts() != sorted) {
            return false;
        }
        writer.written(known);
        return true;
    }

    /**
     * A result was written whose text was not known.
     *
     * @param begin where its text begins
     */
    void wrote(QmpValue value, ValueWriter writer, int begin) {
        int size = writer.out().length() - begin;
        boolean small = size > 0 && size <= LARGE; // a large one that is kept has left nothing behind
        boolean again = value == result && writer.sorts() == sorted;
        text = small && again ? writer.out().copyFrom(begin) : null;
        result = small ? value : null;
        sorted = writer.sorts();
    }
}
