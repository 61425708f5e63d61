package io.qmp.server.plugin;

/** Checks the names of commands and events (specification, section 5 "Downstream extension of QMP"). */
final class Names {
    private static final String DOWNSTREAM = "__[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)+_[A-Za-z][A-Za-z0-9_-]*";

    private Names() {}

    static void check(String name) {
        if (name.startsWith("_") ? !name.matches(DOWNSTREAM) : !isPlain(name)) {
            throw new IllegalArgumentException("'" + name
                    + "' is no name of QMP: letters, digits, '-' and '_', beginning with a letter, or __RFQDN_ and such a"
                    + " name, as in __org.example_greet");
        }
    }

    /** A server checks some 250 of these when it starts, for which an expression is slow. */
    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean letter = c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            if (!letter && (i == 0 || !(c >= '0' && c <= '9' || c == '_' || c == '-'))) {
                return false;
            }
        }
        return !name.isEmpty();
    }
}
