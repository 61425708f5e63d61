package io.qmp.codec.bind;

import io.qmp.api.value.QmpObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Members of an object that have been read: those of a record, after those of records around it that have it inline.
 *
 * @param outer what was known before; {@code null} for nothing
 * @param names the names of the record's own members, in the order in which they are read
 * @param found how many of all that is known the object has
 */
record Known(@Nullable Known outer, Set<String> names, int found) {
    boolean has(String name) {
        return names.contains(name) || outer != null && outer.has(name);
    }

    /** The members of an object that are not known. */
    QmpObject others(QmpObject object) {
        QmpObject.Builder others = QmpObject.builder();
        object.members().forEach((name, value) -> {
            if (!has(name)) {
                others.put(name, value);
            }
        });
        return others.build();
    }
}
