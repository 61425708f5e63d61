package io.qmp.shell;

import io.qmp.api.schema.SimilarNames;
import java.util.Collection;
import java.util.stream.Collectors;

/** Advice for a word that is not known. */
final class Names {
    private static final int MOST = 3;

    private Names() {}

    /** {@return advice such as "; did you mean stop?"; empty if no name is near} */
    static String advice(String word, Collection<String> names) {
        String near = SimilarNames.of(word, names).stream().limit(MOST).collect(Collectors.joining(" or "));
        return near.isEmpty() ? "" : "; did you mean " + near + "?";
    }
}
