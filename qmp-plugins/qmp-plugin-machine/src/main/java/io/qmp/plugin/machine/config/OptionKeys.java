package io.qmp.plugin.machine.config;

import io.qmp.options.Switches;
import java.util.Set;

/**
 * The keys that an option knows.
 *
 * @param first the key of a first value without one
 * @param texts the keys with any value
 * @param switches the keys that are on or off
 */
record OptionKeys(String first, Set<String> texts, Set<String> switches) {
    /** Fails with QEMU's text if an argument has another key, or a switch that is neither on nor off. */
    void check(String text) {
        check(OptionValues.parseWithSwitches(text, first));
    }

    /** Fails with QEMU's text if there is another key, or a switch that is neither on nor off. */
    void check(OptionValues values) {
        values.rest().forEach((key, value) -> {
            if (switches.contains(key)) {
                Switches.isOn(key, value);
            } else if (!texts.contains(key)) {
                throw new IllegalArgumentException("Invalid parameter '" + key + "'");
            }
        });
    }
}
