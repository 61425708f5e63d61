package io.qmp.plugin.machine.object;

import io.qmp.api.value.QmpValue;
import java.util.Optional;

/**
 * A property that objects of a type have.
 *
 * @param name its name
 * @param type what its values are
 * @param access when it can be set
 * @param defaultValue its value in the beginning, if that is known
 * @param description what it is for
 */
public record PropertyInfo(
        String name, String type, Access access, Optional<QmpValue> defaultValue, Optional<String> description) {
    /** {@return the value that a text of the command line means} */
    public QmpValue parse(String text) {
        return ValueType.parse(name, type, text);
    }

    /** When a property can be set. */
    public enum Access {
        /** Never. */
        NEVER,
        /** Until its device is realized. */
        UNREALIZED,
        /** Always. */
        ALWAYS
    }
}
