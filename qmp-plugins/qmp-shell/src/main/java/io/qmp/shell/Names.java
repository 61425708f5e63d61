package io.qmp.shell;

import java.util.Collection;
import java.util.List;

/** Finds names that are nearly the same as a word that is not known. */
final class Names {
    private static final int MOST = 3;

    private Names() {}

    /** {@return advice such as "; did you mean stop?"; empty if no name is near} */
    static String advice(String word, Collection<String> names) {
        int limit = 1 + word.length() / 3;
        int least = names.stream().mapToInt(name -> distance(word, name)).min().orElse(limit + 1);
        List<String> near = names.stream()
                .filter(name -> least <= limit && distance(word, name) == least)
                .limit(MOST)
                .toList();
        return near.isEmpty() ? "" : "; did you mean " + String.join(" or ", near) + "?";
    }

    /** {@return how many letters are to be added, removed or replaced to make one word of another} */
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
