package io.qmp.plugin.machine.qom;

import java.util.regex.Pattern;

/** What QEMU calls an identifier: the form of the ids that users give. */
public final class Identifiers {
    private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9._-]*");

    private Identifiers() {}

    /** {@return whether a text is one: a letter, then letters, digits, {@code -}, {@code .} and {@code _}} */
    public static boolean include(String text) {
        return FORM.matcher(text).matches();
    }
}
