package io.qmp.server.guard;

/** Names of commands and events that plugins claim. */
public final class Claims {
    private Claims() {}

    /**
     * {@return the failure of a name that is claimed twice}
     *
     * @param what what has the name, for the message
     * @param first the plugin that has it
     * @param second the plugin that claims it, too; perhaps the same
     */
    public static IllegalStateException twice(String what, Object first, Object second) {
        return new IllegalStateException(what
                + (first.equals(second) ? " is claimed twice by " : " is claimed by two plugins: " + first + " and ")
                + second);
    }
}
