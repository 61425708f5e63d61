package io.qmp.app.option;

import java.util.function.Consumer;

/**
 * An option as it was given.
 *
 * @param name its name with the dashes
 * @param value its value
 */
public record Option(String name, String value) {
    /** Has it taken; an {@link OptionException} gets to name it. */
    public void giveTo(Consumer<Option> taker) {
        try {
            taker.accept(this);
        } catch (OptionException e) {
            throw e.of(this);
        }
    }

    @Override
    public String toString() {
        return name + " " + value;
    }
}
