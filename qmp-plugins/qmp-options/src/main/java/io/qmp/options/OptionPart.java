package io.qmp.options;

import io.qmp.api.Experimental;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * A part of an option's text, which is a list of them with commas in between: {@code socket,id=m0,server=on}.
 *
 * @param key what stands before the equals sign; empty if there is no such sign
 * @param value the rest, in which a doubled comma has become one
 * @since 0.1
 */
@Experimental(since = "0.1")
public record OptionPart(Optional<String> key, String value) {
    /**
     * {@return the parts of a text, in their order; none if the text is empty} An equals sign behind a comma
     * belongs to the value, as in {@code a,,b=c}. A comma at the end of the text begins no part.
     */
    public static List<OptionPart> split(String text) {
        List<OptionPart> parts = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int end = end(text, start);
            parts.add(part(text.substring(start, end)));
            start = end + 1;
        }
        return List.copyOf(parts);
    }

    /**
     * Passes keys and values of a text on, in their order. A part without a key is a key that is on, or with {@code no}
     * before it one that is off; the first part is the value of {@code impliedKey} then.
     *
     * @param text the parts
     * @param impliedKey the key of the first part if it has none
     * @param assign receives each key with its value
     */
    public static void assign(String text, String impliedKey, BiConsumer<String, String> assign) {
        boolean first = true;
        for (OptionPart part : split(text)) {
            String value = part.value();
            if (part.key().isPresent() || first) {
                assign.accept(part.key().orElse(impliedKey), value);
            } else if (value.startsWith("no")) {
                assign.accept(value.substring(2), "off");
            } else {
                assign.accept(value, "on");
            }
            first = false;
        }
    }

    private static OptionPart part(String text) {
        int equals = text.indexOf('=');
        int comma = text.indexOf(',');
        boolean keyed = equals >= 0 && (comma < 0 || equals < comma);
        String value = text.substring(keyed ? equals + 1 : 0).replace(",,", ",");
        return new OptionPart(keyed ? Optional.of(text.substring(0, equals)) : Optional.empty(), value);
    }

    /** {@return where the comma is that ends the part from {@code start} on, or the end of the text} */
    private static int end(String text, int start) {
        int comma = text.indexOf(',', start);
        while (comma >= 0 && text.startsWith(",,", comma)) {
            comma = text.indexOf(',', comma + 2);
        }
        return comma < 0 ? text.length() : comma;
    }

    /** {@return a value as {@link #split} reads it: each comma twice} */
    public static String escape(String value) {
        return value.replace(",", ",,");
    }
}
