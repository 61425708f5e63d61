package io.qmp.plugin.machine.config;

import io.qmp.api.type.WireNaming;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpBoolean;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.options.OptionPart;
import io.qmp.options.Switches;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The argument of an option: values by their keys. Its readers take the keys that they know; a key that is left in
 * the end is an error.
 *
 * <p>Failures are {@link IllegalArgumentException} with QEMU's texts.
 */
final class OptionValues {
    private final Map<String, String> values;

    private OptionValues(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads {@code key=value,…}, where a doubled comma stands for one in a value, or a JSON object.
     *
     * @param text the argument
     * @param firstKey what the first value is for if it has no key
     * @param codec reads JSON
     */
    static OptionValues parse(String text, String firstKey, WireCodec codec) {
        Map<String, String> values = new LinkedHashMap<>();
        if (text.startsWith("{")) {
            flatten("", codec.parse(text), values);
        } else {
            for (OptionPart part : OptionPart.split(text)) {
                if (part.key().isEmpty() && !values.isEmpty()) {
                    throw new IllegalArgumentException("Expected '=' after parameter '" + part.value() + "'");
                }
                values.put(part.key().orElse(firstKey), part.value());
            }
            if (text.isEmpty()) {
                values.put(firstKey, "");
            }
        }
        return new OptionValues(values);
    }

    /** {@return values by their keys} */
    static OptionValues of(Map<String, String> values) {
        return new OptionValues(new LinkedHashMap<>(values));
    }

    /**
     * Reads {@code key=value,…} of the options that also take a key alone for {@code key=on}, and with {@code no}
     * before it for {@code key=off}.
     *
     * @param text the argument
     * @param firstKey what the first value is for if it has no key
     */
    static OptionValues parseWithSwitches(String text, String firstKey) {
        Map<String, String> values = new LinkedHashMap<>();
        OptionPart.assign(text, firstKey, values::put);
        return new OptionValues(values);
    }

    /** Gives the members of objects the keys that they have in the other form: {@code cache.direct}. */
    private static void flatten(String key, QmpValue value, Map<String, String> values) {
        if (value instanceof QmpObject object) {
            object.members()
                    .forEach((name, member) -> flatten(key.isEmpty() ? name : key + "." + name, member, values));
        } else if (value instanceof QmpArray) {
            throw new IllegalArgumentException("Parameter '" + key + "' is unexpected");
        } else if (value instanceof QmpString string) {
            values.put(key, string.value());
        } else if (value instanceof QmpBoolean bool) {
            values.put(key, bool.value() ? "on" : "off");
        } else {
            values.put(key, value.toString());
        }
    }

    /** {@return the value of a key, if it was given} */
    Optional<String> take(String key) {
        return Optional.ofNullable(values.remove(key));
    }

    /** {@return the value of a key, if it was given; it is not taken} */
    Optional<String> peek(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** {@return the value of a key that must be given} */
    String need(String key) {
        return take(key).orElseThrow(() -> new IllegalArgumentException("Parameter '" + key + "' is missing"));
    }

    /** {@return a switch, if it was given} */
    Optional<Boolean> takeSwitch(String key) {
        return take(key).map(value -> Switches.isOn(key, value));
    }

    /** {@return all values as texts, those with dotted keys within objects} */
    QmpObject nested() {
        Map<String, Object> root = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            String[] path = key.split("\\.");
            Map<String, Object> object = root;
            for (String name : List.of(path).subList(0, path.length - 1)) {
                object = inner(key, object, name);
            }
            if (object.put(path[path.length - 1], value) instanceof Map) {
                throw mixed(key);
            }
        });
        return asObject(root);
    }

    @SuppressWarnings("unchecked") // only maps of that type are put
    private static Map<String, Object> inner(String key, Map<String, Object> object, String name) {
        if (object.computeIfAbsent(name, absent -> new LinkedHashMap<String, Object>()) instanceof Map<?, ?> inner) {
            return (Map<String, Object>) inner;
        }
        throw mixed(key);
    }

    private static IllegalArgumentException mixed(String key) {
        return new IllegalArgumentException("Parameters '" + key + ".*' used inconsistently");
    }

    @SuppressWarnings("unchecked") // only maps of that type are put
    private static QmpObject asObject(Map<String, Object> members) {
        QmpObject.Builder object = QmpObject.builder();
        members.forEach((name, value) -> object.put(
                name,
                value instanceof Map<?, ?> inner
                        ? asObject((Map<String, Object>) inner)
                        : QmpValue.of((String) value)));
        return object.build();
    }

    /** {@return a whole number, if it was given} */
    Optional<Long> takeInteger(String key) {
        return takeInteger(key, "integer");
    }

    /** {@return a whole number, if it was given} The text of a failure says what is expected. */
    Optional<Long> takeInteger(String key, String expected) {
        return take(key).map(value -> {
            try {
                return Long.decode(value);
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("Parameter '" + key + "' expects " + expected, e);
            }
        });
    }

    /** {@return one of the constants of an enumeration, if it was given} */
    <E extends Enum<E>> Optional<E> takeEnum(String key, Class<E> type) {
        return take(key)
                .map(value -> Stream.of(type.getEnumConstants())
                        .filter(constant -> WireNaming.enumValue(constant).equals(value))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "Parameter '" + key + "' does not accept value '" + value + "'")));
    }

    /** {@return all values that were not taken yet} */
    Map<String, String> rest() {
        return Map.copyOf(values);
    }

    /** Takes keys that have a meaning for QEMU only. */
    void ignore(Set<String> keys) {
        values.keySet().removeAll(keys);
    }

    /** {@return a key that was not taken} */
    Optional<String> left() {
        return values.keySet().stream().findFirst();
    }

    /** Fails if a key was not taken. */
    void end() {
        left().ifPresent(key -> {
            throw new IllegalArgumentException("Invalid parameter '" + key + "'");
        });
    }
}
