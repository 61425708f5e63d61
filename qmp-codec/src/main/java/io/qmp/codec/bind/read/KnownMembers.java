package io.qmp.codec.bind.read;

import io.qmp.api.value.QmpObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Names of members of an object that have been read: those of a record, after those of the records that have it
 * inline.
 *
 * @param outer the members that were read before; {@code null} for none
 * @param names the names of the record's own members, in the order in which they are read
 * @param found the number of all known members that the object has
 */
public record KnownMembers(@Nullable KnownMembers outer, Set<String> names, int found) {
    public boolean has(String name) {
        return names.contains(name) || outer != null && outer.has(name);
    }

    /** The members of an object that are not known. */
    public QmpObject others(QmpObject object) {
        QmpObject.Builder others = QmpObject.builder();
        object.members().forEach((name, value) -> {
            if (!has(name)) {
                others.put(name, value);
            }
        });
        return others.build();
    }
}
