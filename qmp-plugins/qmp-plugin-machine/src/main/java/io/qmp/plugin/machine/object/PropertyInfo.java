package io.qmp.plugin.machine.object;

import io.qmp.api.value.QmpValue;
import java.util.Optional;

/**
 * A property of the objects of a type.
 *
 * @param name its name
 * @param type the type of its values
 * @param access when it can be set
 * @param defaultValue its initial value, if that is known
 * @param description its purpose, for people
 */
public record PropertyInfo(
        String name, String type, Access access, Optional<QmpValue> defaultValue, Optional<String> description) {
    /** {@return the value of the property of a new object} */
    public QmpValue initialValue() {
        return defaultValue.orElseGet(() -> ValueType.zero(type));
    }

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
