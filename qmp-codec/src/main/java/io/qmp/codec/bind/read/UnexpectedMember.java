package io.qmp.codec.bind.read;

import io.qmp.api.value.QmpObject;
import io.qmp.codec.json.HashOrder;
import io.qmp.codec.json.NameTable;

/**
 * Selects the unexpected member that an error names. QEMU enters the names of all members into a hash table, in the
 * order of another one, removes the names that the type has, and reports the first one left.
 */
public final class UnexpectedMember {
    private UnexpectedMember() {}

    /** The name to report for an object that has unknown members. */
    public static String first(QmpObject object, KnownMembers known) {
        NameTable names = new NameTable();
        HashOrder.sorted(object).forEach(member -> names.add(member.getKey()));
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
