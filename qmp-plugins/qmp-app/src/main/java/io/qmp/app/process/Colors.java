package io.qmp.app.process;

/**
 * Colors of what is printed to a standard stream: only if it is a terminal, which can show them, and {@code NO_COLOR}
 * is not set. The only place that decides this.
 *
 * @param shown whether texts get colors
 */
public record Colors(boolean shown) {
    /** No colors. */
    public static final Colors NONE = new Colors(false);

    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String CYAN = "36";
    private static final String FAINT = "2";

    /**
     * {@return the colors of a standard stream}
     *
     * @param environment has the stream
     * @param stream its number, as {@link Terminals} has it
     */
    public static Colors of(ProcessEnvironment environment, int stream) {
        return new Colors(isWanted(environment) && environment.terminals().isTerminal(stream));
    }

    /** {@return whether a terminal gets colors} */
    public static boolean isWanted(ProcessEnvironment environment) {
        return environment.variable("NO_COLOR").isEmpty()
                && !environment.variable("TERM").equals("dumb");
    }

    /** {@return the text of a failure} */
    public String failure(String text) {
        return with(RED, text);
    }

    /** {@return the text of what is well, or was added} */
    public String good(String text) {
        return with(GREEN, text);
    }

    /** {@return the text of what asks for attention, or was changed} */
    public String notice(String text) {
        return with(YELLOW, text);
    }

    /** {@return a name that is looked for among others} */
    public String name(String text) {
        return with(CYAN, text);
    }

    /** {@return a text that matters less than what is around it} */
    public String faint(String text) {
        return with(FAINT, text);
    }

    private String with(String color, String text) {
        return shown && !text.isEmpty() ? "\u001b[" + color + "m" + text + "\u001b[0m" : text;
    }
}
