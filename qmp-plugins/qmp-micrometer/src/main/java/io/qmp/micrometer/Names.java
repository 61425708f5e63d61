package io.qmp.micrometer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** Names as labels: known ones as they are, all others as one. */
final class Names {
    static final String OTHER = "other";

    private final Predicate<String> isKnown;
    private final Map<String, String> known = new ConcurrentHashMap<>();

    /**
     * Makes it.
     *
     * @param isKnown says which names there are; they are finitely many
     */
    Names(Predicate<String> isKnown) {
        this.isKnown = isKnown;
    }

    String label(String name) {
        String label = known.get(name);
        if (label != null) {
            return label;
        }
        if (!isKnown.test(name)) {
            return OTHER; // not kept: there may be any number of these
        }
        known.put(name, name);
        return name;
    }

    /** What is known has changed. */
    void forget() {
        known.clear();
    }
}
