package io.qmp.server.session;

import io.qmp.api.wire.MessageReader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The reader of a monitor whose clients follow each other, while there is none. On the loop. */
public final class KeptReader {
    private @Nullable MessageReader reader;

    /** {@return the reader that was kept, which is not kept any more; else a new one} */
    MessageReader take(Supplier<MessageReader> fresh) {
        MessageReader kept = reader;
        reader = null;
        return kept == null ? fresh.get() : kept;
    }

    /** Keeps a reader with what is unfinished in it. Requests that were not executed are dropped. */
    void keep(MessageReader left) {
        while (left.next() != null) {
            // dropped
        }
        reader = left;
    }
}
