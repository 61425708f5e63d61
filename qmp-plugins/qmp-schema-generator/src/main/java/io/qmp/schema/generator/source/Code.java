package io.qmp.schema.generator.source;

/** Java code with the places where a line may be broken. */
final class Code {
    private Code() {}

    /**
     * {@return the last space outside of string literals up to a column, or else the first one after it; -1 if
     * there is none}
     *
     * <p>A space after a comma is preferred, as it separates parameters and arguments.
     *
     * @param line the line
     * @param limit the number of columns that its first part may have
     */
    static int lastBreak(String line, int limit) {
        int space = -1;
        int comma = -1;
        boolean quoted = false;
        int start = line.length() - line.stripLeading().length();
        for (int i = start; i < line.length() && (i <= limit || space < 0); i++) {
            char c = line.charAt(i);
            if (c == '"' && (i == 0 || line.charAt(i - 1) != '\\')) {
                quoted = !quoted;
            } else if (c == ' ' && !quoted) {
                space = i;
                comma = line.charAt(i - 1) == ',' ? i : comma;
            }
        }
        return comma >= 0 ? comma : space;
    }
}
