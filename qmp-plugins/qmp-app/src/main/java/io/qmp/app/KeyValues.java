package io.qmp.app;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an option of QEMU's holds: {@code key=value,…}. A key alone stands for {@code key=on}, with {@code no} before it for {@code key=off}; a
 * comma within a value is written twice; of a key that is given again the last value counts.
 */
record KeyValues(Map<String, String> values) {
    private static final Set<String> ON = Set.of("on", "yes", "true", "y");
    private static final Set<String> OFF = Set.of("off", "no", "false", "n");

    KeyValues {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * The keys that an option knows.
     *
     * @param implied the key of what stands at the beginning without one
     * @param texts keys with any value
     * @param flags keys that are on or off
     */
    record Keys(String implied, Set<String> texts, Set<String> flags) {
        /** {@return keys and others} */
        static Set<String> union(Set<String> keys, String... others) {
            Set<String> all = new HashSet<>(keys);
            all.addAll(List.of(others));
            return Set.copyOf(all);
        }

        /**
         * {@return the keys and values of a text}
         *
         * @throws OptionException if a key is not known, or neither on nor off
         */
        KeyValues parse(String text) {
            Map<String, String> values = new LinkedHashMap<>();
            int start = 0;
            while (start < text.length()) {
                int end = end(text, start);
                String part = text.substring(start, end).replace(",,", ",");
                int equals = part.indexOf('=');
                if (equals >= 0) {
                    put(values, part.substring(0, equals), part.substring(equals + 1));
                } else if (start == 0) {
                    put(values, implied, part);
                } else if (part.startsWith("no")) {
                    put(values, part.substring(2), "off");
                } else {
                    put(values, part, "on");
                }
                start = end + 1;
            }
            return new KeyValues(values);
        }

        /** Where the comma is that ends what begins at {@code start}, or the end of the text. */
        private static int end(String text, int start) {
            int comma = text.indexOf(',', start);
            while (comma >= 0 && text.startsWith(",,", comma)) {
                comma = text.indexOf(',', comma + 2);
            }
            return comma < 0 ? text.length() : comma;
        }

        private void put(Map<String, String> values, String key, String value) {
            if (flags.contains(key)) {
                if (!ON.contains(value) && !OFF.contains(value)) {
                    throw new OptionException("Parameter '" + key + "' expects 'on' or 'off'");
                }
            } else if (!texts.contains(key)) {
                throw new OptionException("Invalid parameter '" + key + "'");
            }
            values.put(key, value);
        }
    }

    /** {@return the value of a key; empty if it is not given} */
    Optional<String> text(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** {@return whether a key is on; empty if it is not given} */
    Optional<Boolean> flag(String key) {
        return text(key).map(ON::contains);
    }

    /** {@return these, with another one} */
    KeyValues with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(key, value);
        return new KeyValues(more);
    }
}
