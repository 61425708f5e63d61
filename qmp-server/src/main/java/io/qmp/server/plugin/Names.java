package io.qmp.server.plugin;

import java.util.regex.Pattern;

/** Checks the names of commands and events (specification, section 5 "Downstream extension of QMP"). */
final class Names {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");
    private static final Pattern DOWNSTREAM =
            Pattern.compile("__[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)+_[A-Za-z][A-Za-z0-9_-]*");

    private Names() {}

    static void check(String name) {
        if (name.startsWith("_")
                ? !DOWNSTREAM.matcher(name).matches()
                : !PLAIN.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name
                    + "' is no name of QMP: letters, digits, '-' and '_', beginning with a letter, or __RFQDN_ and such a"
                    + " name, as in __org.example_greet");
        }
    }
}
