package io.qmp.codec.bind.type;

import java.lang.reflect.AccessibleObject;

/** Access to the types of other modules, and the advice where a module does not grant it. */
public final class Access {
    private static final Module CODEC = Access.class.getModule();

    private Access() {}

    /**
     * Makes a member of a class accessible. Public members of public classes in exported packages need no
     * {@code opens}.
     *
     * @throws IllegalArgumentException if the module of the class does not allow it; the message says what to add
     *     to it
     */
    static <T extends AccessibleObject> T to(T member, Class<?> type) {
        if (!member.trySetAccessible()) {
            throw denied(type);
        }
        return member;
    }

    /**
     * Checks that the package of a sealed type is exported or open, without loading the types that it permits.
     *
     * @throws IllegalArgumentException if it is neither; the message says what to add to its module
     */
    public static void checkPackage(Class<?> type) {
        Module module = type.getModule();
        if (!module.isExported(type.getPackageName(), CODEC) && !module.isOpen(type.getPackageName(), CODEC)) {
            throw denied(type);
        }
    }

    private static IllegalArgumentException denied(Class<?> type) {
        String opens = "opens " + type.getPackageName() + (CODEC.isNamed() ? " to " + CODEC.getName() : "") + ";";
        return new IllegalArgumentException("the codec has no access to " + type.getName() + ": add \"" + opens
                + "\" to the module descriptor of " + type.getModule().getName());
    }
}
