package io.qmp.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads keys such as {@code a.b[0].c}. */
final class Keys {
    private static final int MOST_ELEMENTS = 10_000;

    /** Deeper than any command's arguments; what reads values by their types calls itself for each step. */
    private static final int MOST_STEPS = 100;

    private Keys() {}

    /** {@return the steps of a key; empty after adding a problem if it is of another form} */
    static Optional<List<Key>> parse(Word word, List<Problem> problems) {
        List<Key> steps = new ArrayList<>();
        String text = word.text();
        int at = 0;
        while (at <= text.length()) {
            int dot = text.indexOf('.', at);
            int end = dot < 0 ? text.length() : dot;
            if (!member(text.substring(at, end), steps)) {
                problems.add(Problem.at(word, "a key is NAME, with .NAME and [NUMBER] behind it"));
                return Optional.empty();
            }
            at = end + 1;
        }
        if (steps.size() > MOST_STEPS) {
            problems.add(Problem.at(word, "a key has " + MOST_STEPS + " names and numbers at most"));
            return Optional.empty();
        }
        return Optional.of(steps);
    }

    private static boolean member(String part, List<Key> steps) {
        int bracket = part.indexOf('[');
        String name = bracket < 0 ? part : part.substring(0, bracket);
        if (name.isEmpty()) {
            return false;
        }
        steps.add(Key.member(name));
        int at = name.length();
        while (at < part.length()) {
            int close = part.indexOf(']', at);
            if (part.charAt(at) != '[' || close < 0 || !element(part.substring(at + 1, close), steps)) {
                return false;
            }
            at = close + 1;
        }
        return true;
    }

    private static boolean element(String number, List<Key> steps) {
        try {
            int index = Integer.parseInt(number);
            if (index < 0 || index > MOST_ELEMENTS) {
                return false;
            }
            steps.add(Key.element(index));
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** {@return keys as they are written} */
    static String text(List<Key> keys) {
        StringBuilder text = new StringBuilder();
        keys.forEach(text::append);
        return text.length() > 0 && text.charAt(0) == '.' ? text.substring(1) : text.toString();
    }
}
