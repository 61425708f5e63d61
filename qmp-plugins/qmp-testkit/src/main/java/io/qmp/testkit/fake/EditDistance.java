package io.qmp.testkit.fake;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** How much two names differ: how many letters must be inserted, removed or replaced. */
final class EditDistance {
    /** Names that differ as much as this are not taken for one another. */
    static final int FAR = 3;

    private EditDistance() {}

    /** {@return the name most like another one, if one is like it} */
    static Optional<String> nearest(String name, Collection<String> names) {
        return names.stream()
                .filter(other -> of(name, other) < FAR)
                .min(Comparator.comparingInt(other -> of(name, other)));
    }

    static int of(String one, String other) {
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
