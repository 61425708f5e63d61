package io.qmp.shell;

import io.qmp.api.Experimental;
import java.util.List;

/**
 * The source of values that only the peer knows, for completion.
 *
 * @since 0.1
 */
@FunctionalInterface
@Experimental(since = "0.1")
public interface ValueSource {
    /** Knows none. */
    ValueSource NONE = (kind, prefix) -> List.of();

    /**
     * {@return the values of a kind that exist now; empty if they are not known} It is called for each completion of
     * such a value, so it must not take long.
     *
     * @param kind the kind
     * @param prefix what they begin with; values that do not are left out by the caller
     */
    List<String> values(LiveValue kind, String prefix);
}
