package io.qmp.shell;

import io.qmp.api.Experimental;

/**
 * A step of the place of an argument: {@code a.b[0]} has three.
 *
 * @param name the name of a member; empty for an element of an array
 * @param index the number of an element; -1 for a member
 * @since 0.1
 */
@Experimental(since = "0.1")
public record Key(String name, int index) {
    static Key member(String name) {
        return new Key(name, -1);
    }

    static Key element(int index) {
        return new Key("", index);
    }

    /** {@return whether it is an element of an array} */
    public boolean isElement() {
        return index >= 0;
    }

    @Override
    public String toString() {
        return isElement() ? "[" + index + "]" : "." + name;
    }
}
