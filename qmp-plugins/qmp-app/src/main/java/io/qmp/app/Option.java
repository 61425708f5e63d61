package io.qmp.app;

import java.util.function.Supplier;

/**
 * An option as it was given.
 *
 * @param name its name with the dashes
 * @param value its value
 */
record Option(String name, String value) {
    /** {@return what is made of it; an {@link OptionException} on the way gets to name it} */
    <T> T name(Supplier<T> made) {
        try {
            return made.get();
        } catch (OptionException e) {
            throw e.of(this);
        }
    }

    @Override
    public String toString() {
        return name + " " + value;
    }
}
