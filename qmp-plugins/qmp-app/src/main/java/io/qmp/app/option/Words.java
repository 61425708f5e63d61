package io.qmp.app.option;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words of the command line that stand for the constants of an enumeration: their names in lower case. */
public final class Words {
    private Words() {}

    /**
     * {@return the constant that a word stands for}
     *
     * @throws OptionException if it stands for none; the message has all words
     */
    public static <T extends Enum<T>> T parse(String word, T[] constants) {
        return Stream.of(constants)
                .filter(constant -> of(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> new OptionException("expected "
                        + Stream.of(constants).map(Words::of).collect(Collectors.joining(", ")) + ", got '" + word
                        + "'"));
    }

    private static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
