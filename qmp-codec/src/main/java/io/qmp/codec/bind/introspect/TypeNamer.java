package io.qmp.codec.bind.introspect;

import io.qmp.api.bind.TypeNames;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Names the types of one introspection in the order of first use. */
public final class TypeNamer {
    private final TypeNames how;
    private final Map<Class<?>, String> names = new HashMap<>();
    private final Set<String> taken;

    /**
     * Makes a namer.
     *
     * @param taken names that no type may have
     */
    public TypeNamer(TypeNames how, Set<String> taken) {
        this.how = how;
        this.taken = new HashSet<>(taken);
    }

    public String name(Class<?> type) {
        String known = names.get(type);
        if (known != null) {
            return known;
        }
        String name = how == TypeNames.MASKED ? Integer.toString(names.size()) : unique(type);
        names.put(type, name);
        return name;
    }

    /** The simple name; if it is taken, prefixed with the enclosing class, and with a number appended if necessary. */
    private String unique(Class<?> type) {
        String name = type.getSimpleName();
        Class<?> enclosing = type.getEnclosingClass();
        if (taken.contains(name) && enclosing != null) {
            name = enclosing.getSimpleName() + "." + name;
        }
        String numbered = name;
        for (int i = 2; !taken.add(numbered); i++) {
            numbered = name + i;
        }
        return numbered;
    }
}
