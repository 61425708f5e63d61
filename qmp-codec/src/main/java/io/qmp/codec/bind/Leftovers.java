package io.qmp.codec.bind;

import io.qmp.api.value.QmpObject;
import java.util.Set;

/** The members of an object that its type does not have. */
final class Leftovers {
    private Leftovers() {}

    /** The one that is told. */
    static String first(QmpObject object, Set<String> known) {
        for (String name : object.members().keySet()) {
            if (!known.contains(name)) {
                return name;
            }
        }
        throw new IllegalArgumentException("nothing is left over");
    }
}
