package io.qmp.api.secret;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Names of members whose values are secret, whole or by how they end. Case does not count. */
final class SecretNames {
    private final Set<String> names = new HashSet<>();
    private final List<String> endings = new ArrayList<>();

    /** Adds a name, or with {@code *} in front an ending. */
    void add(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("*")) {
            endings.add(lower.substring(1));
        } else {
            names.add(lower);
        }
    }

    /** Of a name with dots only the last part counts. */
    boolean contain(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String last = lower.substring(lower.lastIndexOf('.') + 1);
        if (names.contains(last)) {
            return true;
        }
        for (String ending : endings) {
            if (last.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }
}
