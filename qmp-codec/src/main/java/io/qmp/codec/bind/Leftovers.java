package io.qmp.codec.bind;

import io.qmp.api.value.QmpObject;
import io.qmp.codec.json.HashOrder;
import io.qmp.codec.json.NameTable;
import java.util.Set;

/**
 * Which of several unexpected members is told. QEMU enters the names of all members of an object into a hash table, in
 * the order of another one, removes those that its type has, and tells what then comes first.
 */
final class Leftovers {
    private Leftovers() {}

    /**
     * The name that is told.
     *
     * @param object has a member that is not known
     * @param known the names of its type's members, in the order in which they are read
     */
    static String first(QmpObject object, Set<String> known) {
        NameTable names = new NameTable();
        HashOrder.sorted(object).forEach(member -> names.add(member.getKey()));
        for (String name : known) {
            if (object.get(name) != null) {
                names.remove(name);
            }
        }
        return names.first();
    }
}
