package io.qmp.shell;

import io.qmp.api.value.QmpString;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads JSON and Python literals. */
final class Literals {
    private static final Map<String, String> PYTHON = Map.of("True", "true", "False", "false", "None", "null");
    private static final Pattern STRING_OR_WORD =
            Pattern.compile("\"(?:\\\\.|[^\"\\\\])*+\"|'(?:\\\\.|[^'\\\\])*+'|\\b(?:True|False|None)\\b");
    private static final Pattern LITERAL =
            Pattern.compile("[\\[{\"'].*|-?[0-9].*|true|false|null|True|False|None", Pattern.DOTALL);
    private static final Pattern QUOTED = Pattern.compile("\"((?:\\\\.|[^\"\\\\])*+)\"|'((?:\\\\.|[^'\\\\])*+)'");

    private final WireCodec codec;

    Literals(WireCodec codec) {
        this.codec = codec;
    }

    /**
     * {@return the value that a text stands for}
     *
     * @throws IllegalArgumentException if it is no literal
     */
    QmpValue parse(String text) {
        String json = STRING_OR_WORD
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(PYTHON.getOrDefault(found.group(), found.group())));
        return codec.parse(json);
    }

    /** {@return the value that a text stands for; empty if it is no literal} */
    Optional<QmpValue> find(String text) {
        if (!LITERAL.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static boolean isQuoted(String text) {
        return text.startsWith("\"") || text.startsWith("'");
    }

    /** {@return a text without the quotes in it} What is quoted as a whole may have JSON's escapes. */
    String unquoted(String text) {
        if (isQuoted(text) && find(text).orElse(null) instanceof QmpString string) {
            return string.value();
        }
        return QUOTED.matcher(text)
                .replaceAll(
                        found -> Matcher.quoteReplacement(found.group(1) != null ? found.group(1) : found.group(2)));
    }

    /** {@return a string as a value that is read as this string} */
    String quote(String text) {
        boolean plain = !text.isEmpty()
                && text.chars().noneMatch(c -> Character.isWhitespace(c) || c == '"' || c == '\'')
                && !LITERAL.matcher(text).matches();
        return plain ? text : "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
