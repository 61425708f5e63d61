package io.qmp.codec.bind.read;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.codec.json.HashOrder;
import io.qmp.codec.json.NameTable;
import java.util.List;
import java.util.Map;

/**
 * Selects the unexpected member that an error names. QEMU enters the names of all members into a hash table, in the
 * order of another one, removes the names that the type has, and reports the first one left.
 */
public final class UnexpectedMember {
    /** Larger objects report the first in the order of the other table: their names could be chosen to collide. */
    private static final int MOST_FOLLOWED = 4096;

    private UnexpectedMember() {}

    /** The name to report for an object that has unknown members. */
    public static String first(QmpObject object, KnownMembers known) {
        List<Map.Entry<String, QmpValue>> members = HashOrder.sorted(object);
        if (members.size() > MOST_FOLLOWED) {
            return members.stream()
                    .map(Map.Entry::getKey)
                    .filter(name -> !known.has(name))
                    .findFirst()
                    .orElseThrow();
        }
        NameTable names = new NameTable();
        members.forEach(member -> names.add(member.getKey()));
        remove(known, object, names);
        return names.first();
    }

    private static void remove(KnownMembers known, QmpObject object, NameTable names) {
        if (known.outer() != null) {
            remove(known.outer(), object, names);
        }
        for (String name : known.names()) {
            if (object.get(name) != null) {
                names.remove(name);
            }
        }
    }
}
