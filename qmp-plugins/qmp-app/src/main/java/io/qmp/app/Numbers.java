package io.qmp.app;

/** Reads the numbers of options. */
final class Numbers {
    private Numbers() {}

    /**
     * {@return a number from 1 to a limit}
     *
     * @throws OptionException if the text is none
     */
    static long positive(String text, long limit) {
        try {
            long number = Long.parseLong(text);
            if (number >= 1 && number <= limit) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, as a number out of range is
        }
        throw new OptionException("'" + text + "' is no number from 1 to " + limit);
    }
}
