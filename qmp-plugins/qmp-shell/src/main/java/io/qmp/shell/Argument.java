package io.qmp.shell;

import io.qmp.api.Experimental;
import java.util.List;

/**
 * One {@code KEY=VALUE} of a line.
 *
 * @param word the whole of it
 * @param path the steps of the key
 * @param value what stands behind the equals sign, with its quotes
 * @since 0.1
 */
@Experimental(since = "0.1")
public record Argument(Word word, List<Key> path, Word value) {
    public Argument {
        path = List.copyOf(path);
    }
}
