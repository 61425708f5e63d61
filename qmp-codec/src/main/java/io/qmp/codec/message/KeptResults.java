package io.qmp.codec.message;

import io.qmp.api.value.QmpValue;
import io.qmp.codec.json.ValueWriter;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of large results that are sent again and again, such as that of {@code query-qmp-schema}: from the second time on a result
 * is not written anew but copied. It is known by its identity, and forgotten when it is garbage or others come.
 *
 * <p>One for each format, shared by the writers of all connections.
 */
public final class KeptResults {
    /** Writing a smaller result costs little. */
    private static final int LARGE = 4 << 10;
    /** Keeping a larger one would cost too much. */
    private static final int TOO_LARGE = 4 << 20;
    /** How many results are kept. */
    private static final int MANY = 8;

    private record Kept(WeakReference<QmpValue> result, byte @Nullable [] bytes) {}

    /** The latest last. Replaced, never changed: who loses a race has to write once more. */
    private volatile Kept[] all = {};

    /** Makes one without results. */
    public KeptResults() {}

    /** Writes a result, which must be the first member of its message. */
    void write(QmpValue result, ValueWriter writer) {
        Kept known = known(result);
        if (known != null && known.bytes != null) {
            writer.encoded(known.bytes);
            return;
        }
        int begin = writer.out().length();
        writer.value(result);
        int size = writer.out().length() - begin;
        if (size >= LARGE && size <= TOO_LARGE) {
            // Few results come a second time, so the first time only that is noted.
            keep(result, known == null ? null : writer.out().copyFrom(begin));
        }
    }

    private @Nullable Kept known(QmpValue result) {
        for (Kept kept : all) {
            if (kept.result.refersTo(result)) {
                return kept;
            }
        }
        return null;
    }

    private void keep(QmpValue result, byte @Nullable [] bytes) {
        List<Kept> kept = new ArrayList<>(Arrays.asList(all));
        kept.removeIf(each -> each.result.refersTo(null) || each.result.refersTo(result));
        if (kept.size() == MANY) {
            // Preferably one of which there are no bytes.
            kept.remove(
                    kept.stream().filter(each -> each.bytes == null).findFirst().orElse(kept.get(0)));
        }
        kept.add(new Kept(new WeakReference<>(result), bytes));
        all = kept.toArray(Kept[]::new);
    }
}
