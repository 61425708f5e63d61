package io.qmp.options;

import io.qmp.api.Experimental;
import java.util.Optional;
import java.util.Set;

/**
 * The words for on and off.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class Switches {
    private static final Set<String> ON = Set.of("on", "yes", "true", "y");
    private static final Set<String> OFF = Set.of("off", "no", "false", "n");

    private Switches() {}

    /** {@return whether a word means on or off; empty if it means neither} */
    public static Optional<Boolean> find(String word) {
        return ON.contains(word) ? Optional.of(true) : OFF.contains(word) ? Optional.of(false) : Optional.empty();
    }

    /**
     * {@return whether the value of a key is on}
     *
     * @throws IllegalArgumentException if it is neither on nor off, with QEMU's text
     */
    public static boolean isOn(String key, String value) {
        return find(value)
                .orElseThrow(() -> new IllegalArgumentException("Parameter '" + key + "' expects 'on' or 'off'"));
    }
}
