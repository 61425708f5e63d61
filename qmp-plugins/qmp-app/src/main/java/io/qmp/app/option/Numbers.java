package io.qmp.app.option;

/** Reads the numbers of options. */
public final class Numbers {
    private Numbers() {}

    /**
     * {@return a number from 1 to a limit}
     *
     * @throws OptionException if the text is none
     */
    public static long positive(String text, long limit) {
        return between(1, text, limit);
    }

    /**
     * {@return a number from one to another}
     *
     * @throws OptionException if the text is none
     */
    public static long between(long least, String text, long limit) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= limit) {
                return number;
            }
        } catch (NumberFormatException e) {
            // reported below, as a number out of range is
        }
        throw new OptionException("expected a number from " + least + " to " + limit + ", got '" + text + "'");
    }
}
