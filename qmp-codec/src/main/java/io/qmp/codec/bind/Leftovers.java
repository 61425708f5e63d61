package io.qmp.codec.bind;

import io.qmp.api.value.QmpObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
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
        inOrder(object).forEach(names::add);
        for (String name : known) {
            if (object.get(name) != null) {
                names.remove(name);
            }
        }
        return names.first();
    }

    private static List<String> inOrder(QmpObject object) {
        List<String> names = new ArrayList<>(object.members().keySet());
        Collections.reverse(names);
        names.sort(Comparator.comparingInt(Leftovers::bucket));
        return names;
    }

    private static int bucket(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        int value = 0x238F13AF * bytes.length;
        for (int i = 0; i < bytes.length; i++) {
            value += (bytes[i] & 0xFF) << i * 5 % 24;
        }
        return Integer.remainderUnsigned(1103515243 * value + 12345, 512);
    }
}
