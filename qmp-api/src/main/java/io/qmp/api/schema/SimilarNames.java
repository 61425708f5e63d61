package io.qmp.api.schema;

import io.qmp.api.Experimental;
import java.util.Collection;
import java.util.List;

/**
 * Finds names that are nearly the same as one that is not known, for messages such as "did you mean stop?".
 *
 * <p>The distance of two names is how many letters must be inserted, removed or replaced to make one of the other.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class SimilarNames {
    private SimilarNames() {}

    /**
     * {@return the names nearest to one, in their order; empty if none is near} A name of two letters may differ in
     * one of them, a longer one in one more for every three letters.
     */
    public static List<String> of(String name, Collection<String> names) {
        int limit = 1 + name.length() / 3;
        int least =
                names.stream().mapToInt(other -> distance(name, other)).min().orElse(limit + 1);
        return least > limit
                ? List.of()
                : names.stream().filter(other -> distance(name, other) == least).toList();
    }

    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
