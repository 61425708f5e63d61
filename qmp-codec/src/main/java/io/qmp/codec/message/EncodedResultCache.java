package io.qmp.codec.message;

import io.qmp.api.value.QmpValue;
import io.qmp.codec.json.ValueWriter;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the bytes of large results that are sent repeatedly, such as that of {@code query-qmp-schema}: from the
 * second time on, a result is encoded no more. Results are compared by identity and held weakly; only the last
 * few are kept.
 *
 * <p>There is one cache for each format, shared by the writers of all connections. Safe for use by several threads.
 */
public final class EncodedResultCache {
    /** The size in bytes below which writing costs less than keeping. */
    private static final int LARGE = 4 << 10;
    /** The size in bytes above which keeping costs too much memory. */
    private static final int TOO_LARGE = 4 << 20;
    /** The number of results that are kept. */
    private static final int MANY = 8;

    /** The message up to the end of its result. */
    private record Kept(
            WeakReference<QmpValue> result,
            boolean sorted,
            @Nullable ByteBuffer bytes) {}

    /** The latest last. Copied on write; an entry that is lost in a data race is written once more. */
    private volatile Kept[] all = {};

    /** Makes an empty cache. */
    public EncodedResultCache() {}

    /**
     * Writes a result, unless it is kept. It must be the first member of its message.
     *
     * @return the message up to the end of the result, if that is kept: the writer has nothing of it then; otherwise
     *     {@code null}
     */
    @Nullable
    ByteBuffer write(QmpValue result, ValueWriter writer) {
        Kept known = known(result, writer.sorts());
        if (known != null && known.bytes != null) {
            writer.out().clear();
            return known.bytes.duplicate();
        }
        writer.value(result);
        int size = writer.out().length();
        if (size >= LARGE && size <= TOO_LARGE) {
            // Few results are sent twice, so that bytes are kept from the second time on.
            keep(result, writer.sorts(), known == null ? null : writer.out().directCopy());
        }
        return null;
    }

    private @Nullable Kept known(QmpValue result, boolean sorted) {
        for (Kept kept : all) {
            if (kept.sorted == sorted && kept.result.refersTo(result)) {
                return kept;
            }
        }
        return null;
    }

    private void keep(QmpValue result, boolean sorted, @Nullable ByteBuffer bytes) {
        List<Kept> kept = new ArrayList<>(Arrays.asList(all));
        kept.removeIf(each -> each.result.refersTo(null) || each.sorted == sorted && each.result.refersTo(result));
        if (kept.size() == MANY) {
            // Preferably an entry without bytes.
            kept.remove(
                    kept.stream().filter(each -> each.bytes == null).findFirst().orElse(kept.get(0)));
        }
        kept.add(new Kept(new WeakReference<>(result), sorted, bytes));
        all = kept.toArray(Kept[]::new);
    }
}
