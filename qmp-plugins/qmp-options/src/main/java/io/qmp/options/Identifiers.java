package io.qmp.options;

import io.qmp.api.Experimental;
import java.util.regex.Pattern;

/**
 * The form of the ids that users give.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class Identifiers {
    private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");

    private Identifiers() {}

    /**
     * {@return whether a text is an identifier: a letter, then letters, digits, {@code -}, {@code .} and {@code _}}
     */
    public static boolean matches(String text) {
        return FORM.matcher(text).matches();
    }

    /**
     * Checks the value of an option's key.
     *
     * @return the value
     * @throws IllegalArgumentException if it is not an identifier, with QEMU's text
     */
    public static String require(String key, String value) {
        if (!matches(value)) {
            throw new IllegalArgumentException("Parameter '" + key + "' expects an identifier\n"
                    + "Identifiers consist of letters, digits, '-', '.', '_', starting with a letter.");
        }
        return value;
    }
}
