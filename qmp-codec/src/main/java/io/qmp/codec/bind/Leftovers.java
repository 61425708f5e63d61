package io.qmp.codec.bind;

import io.qmp.api.value.QmpObject;
import io.qmp.codec.json.HashOrder;
import io.qmp.codec.json.NameTable;

/**
 * Which of several unexpected members is told. QEMU enters the names of all members of an object into a hash table, in
 * the order of another one, removes those that its type has, and tells what then comes first.
 */
final class Leftovers {
    private Leftovers() {}

    /** The name that is told of an object that has more than is known. */
    static String first(QmpObject object, Known known) {
        NameTable names = new NameTable();
        HashOrder.sorted(object).forEach(member -> names.add(member.getKey()));
        remove(known, object, names);
        return names.first();
    }

    private static void remove(Known known, QmpObject object, NameTable names) {
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
