package io.qmp.mux.policy;

import java.util.List;

/** A text in which {@code *} stands for any characters, also none. */
final class Glob {
    private final String text;
    private final List<String> parts;

    private Glob(String text) {
        this.text = text;
        this.parts = List.of(text.split("\\*", -1));
    }

    static Glob of(String text) {
        return new Glob(text);
    }

    String text() {
        return text;
    }

    boolean matches(String value) {
        String first = parts.get(0);
        if (parts.size() == 1) {
            return value.equals(first);
        }
        String last = parts.get(parts.size() - 1);
        if (!value.startsWith(first) || !value.endsWith(last)) {
            return false;
        }
        int from = first.length();
        for (int i = 1; i < parts.size() - 1; i++) {
            int found = value.indexOf(parts.get(i), from);
            if (found < 0) {
                return false;
            }
            from = found + parts.get(i).length();
        }
        return from <= value.length() - last.length();
    }

    @Override
    public String toString() {
        return text;
    }
}
