package io.qmp.app.option;

import io.qmp.options.OptionPart;
import io.qmp.options.Switches;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The keys and values of an option of QEMU: {@code key=value,…}. A key alone stands for {@code key=on}, with {@code no}
 * before it for {@code key=off}; a comma within a value is written twice; of a key that is given again the last value
 * counts.
 */
public record KeyValues(Map<String, String> values) {
    /** No key. */
    public static final KeyValues NONE = new KeyValues(Map.of());

    public KeyValues {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * The keys that an option knows.
     *
     * @param implied the key of what stands at the beginning without one
     * @param texts keys with any value
     * @param flags keys that are on or off
     */
    public record Keys(String implied, Set<String> texts, Set<String> flags) {
        /** {@return keys and others} */
        public static Set<String> union(Set<String> keys, String... others) {
            Set<String> all = new HashSet<>(keys);
            all.addAll(List.of(others));
            return Set.copyOf(all);
        }

        /**
         * {@return the keys and values of a text}
         *
         * @throws OptionException if a key is not known, or neither on nor off
         */
        public KeyValues parse(String text) {
            Map<String, String> values = new LinkedHashMap<>();
            OptionPart.assign(text, implied, (key, value) -> put(values, key, value));
            return new KeyValues(values);
        }

        private void put(Map<String, String> values, String key, String value) {
            if (flags.contains(key)) {
                OptionException.translate(() -> Switches.isOn(key, value));
            } else if (!texts.contains(key)) {
                throw new OptionException("Invalid parameter '" + key + "'");
            }
            values.put(key, value);
        }
    }

    /** {@return the value of a key; empty if it is not given} */
    public Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** {@return whether a key is on; empty if it is not given} */
    public Optional<Boolean> flag(String key) {
        return text(key).flatMap(Switches::find);
    }

    /** {@return these, with another one} */
    public KeyValues with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(key, value);
        return new KeyValues(more);
    }
}
