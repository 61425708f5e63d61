package io.qmp.plugin.machine.object;

import io.qmp.api.error.CommandFailedException;
import java.util.Set;

/** What a type of objects that users create demands of the values of properties that are of the right types. */
interface ObjectRule {
    /** For a type that takes what is of the right type. */
    ObjectRule NONE = new ObjectRule() {};

    /** Adds the checks of single values to the properties of a new object. */
    default void install(QomObject object) {}

    /**
     * Checks an object whose properties are all set, and adds the checks that hold from then on. Fails with QEMU's
     * text.
     *
     * @param given the properties that were set
     * @param others the parent of the other objects
     */
    default void complete(QomObject object, Set<String> given, QomObject others) {}

    /** The object is removed, or could not be completed. */
    default void removed(QomObject object) {}

    /** Whether it can be deleted. */
    default boolean isDeletable() {
        return true;
    }

    /** What kind of thing it is, for the error that it cannot be deleted. */
    default String kind() {
        return "object";
    }

    /** Refuses every value of a property from now on. */
    static void refuse(QomObject object, String name, String text) {
        object.property(name)
                .ifPresent(property -> property.check(value -> {
                    throw CommandFailedException.generic(text);
                }));
    }
}
