package io.qmp.plugin.machine.config;

import io.qmp.api.Experimental;
import io.qmp.api.value.QmpBigInteger;
import io.qmp.api.value.QmpBoolean;
import io.qmp.api.value.QmpDouble;
import io.qmp.api.value.QmpLong;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import java.util.Map;
import java.util.Optional;

/**
 * Values for the properties of a device: as JSON has them, or as texts, which each property reads by its type.
 *
 * @param values the values by the names of the properties
 * @param asTexts whether the values are texts to be read, as {@code key=value} has them
 * @since 0.1
 */
@Experimental(since = "0.1")
public record PropertyValues(QmpObject values, boolean asTexts) {
    /** No values. */
    public static final PropertyValues NONE = new PropertyValues(QmpObject.EMPTY, false);

    /** {@return values as JSON has them} */
    public static PropertyValues of(QmpObject values) {
        return new PropertyValues(values, false);
    }

    /** {@return values to be read from texts} */
    public static PropertyValues ofTexts(Map<String, String> texts) {
        QmpObject.Builder values = QmpObject.builder();
        texts.forEach((name, text) -> values.put(name, QmpValue.of(text)));
        return new PropertyValues(values.build(), true);
    }

    /**
     * {@return the same values as texts} Values that have no text are left out: null, lists and objects. QEMU 7.2 reads
     * {@code device_add} so.
     */
    public PropertyValues toTexts() {
        QmpObject.Builder texts = QmpObject.builder();
        values.members().forEach((name, value) -> text(value).ifPresent(text -> texts.put(name, QmpValue.of(text))));
        return new PropertyValues(texts.build(), true);
    }

    /** {@return a value as a text, if there is one of that name, and it has a text} */
    public Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name)).flatMap(PropertyValues::text);
    }

    /** {@return a value as QEMU writes it in {@code key=value}; empty for null, lists and objects} */
    public static Optional<String> text(QmpValue value) {
        if (value instanceof QmpString string) {
            return Optional.of(string.value());
        } else if (value instanceof QmpBoolean bool) {
            return Optional.of(bool.value() ? "on" : "off");
        }
        boolean number = value instanceof QmpLong || value instanceof QmpBigInteger || value instanceof QmpDouble;
        return number ? Optional.of(value.toString()) : Optional.empty();
    }
}
