package io.qmp.api.secret;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds secrets within texts: file names that are URIs, JSON or options, command lines, messages of errors.
 *
 * <p>Takes time in proportion to a text's length, whatever is in it.
 */
final class SecretText {
    static final String HIDDEN = "***";

    private static final Pattern URI_PASSWORD = Pattern.compile("(?<=://)([^/\\s:@]*+:)[^/\\s]*@");
    private static final Pattern NAMED = Pattern.compile("(?<![\\w-])([\\w-]++)[\"']?+\\s*+[=:]\\s*+(?=\\S)");
    private static final Pattern QUOTED = Pattern.compile("'.*'", Pattern.DOTALL);

    private final SecretNames names;

    SecretText(SecretNames names) {
        this.names = names;
    }

    /**
     * {@return the text without the passwords of URIs, and without what stands behind a secret name and {@code =}
     * or {@code :}, to the end of the line} The same text if there is nothing of that kind.
     */
    String hide(String text) {
        if (text.indexOf('=') < 0 && text.indexOf(':') < 0) {
            return text;
        }
        if (text.startsWith("json:") && text.indexOf('\\') >= 0) {
            return "json:" + HIDDEN; // names may be escaped in there, too
        }
        return hideNamed(hideUriPasswords(text));
    }

    private static String hideUriPasswords(String text) {
        return text.contains("://") ? URI_PASSWORD.matcher(text).replaceAll("$1" + HIDDEN + '@') : text;
    }

    private String hideNamed(String text) {
        StringBuilder shown = null;
        int copied = 0;
        Matcher matcher = NAMED.matcher(text);
        for (int from = 0; matcher.find(from); ) {
            from = matcher.end();
            if (names.contain(matcher.group(1))) {
                shown = shown == null ? new StringBuilder() : shown;
                shown.append(text, copied, from).append(HIDDEN);
                copied = endOfLine(text, from);
                from = copied;
            }
        }
        return shown == null ? text : shown.append(text, copied, text.length()).toString();
    }

    private static int endOfLine(String text, int from) {
        for (int end = from; end < text.length(); end++) {
            if (text.charAt(end) == '\n' || text.charAt(end) == '\r') {
                return end;
            }
        }
        return text.length();
    }

    /** The message of a parser's error without the pieces of input that it quotes. */
    static String hideQuoted(String message) {
        return QUOTED.matcher(message).replaceAll('\'' + HIDDEN + '\'');
    }
}
