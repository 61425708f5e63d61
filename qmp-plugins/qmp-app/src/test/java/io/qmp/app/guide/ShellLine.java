package io.qmp.app.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One command of a shell, as pages show it: words in quotes or without, perhaps with the input that {@code echo} pipes
 * to it, {@code &} behind it, and its exit status in a comment.
 */
record ShellLine(List<String> words, String input, boolean background, int status) {
    private static final Pattern LINE =
            Pattern.compile("(?:echo '([^']*)' \\| )?(.*?)\\s*(&)?(?:\\s+# (?:exit )?status (\\d+))?(?:\\s+#.*)?");
    private static final Pattern WORD = Pattern.compile("(?:'[^']*'|\"[^\"]*\"|[^\\s'\"])+");
    private static final Pattern QUOTE = Pattern.compile("'([^']*)'|\"([^\"]*)\"");

    /** {@return the commands of a block; a backslash continues a line} */
    static List<ShellLine> of(String block) {
        List<ShellLine> lines = new ArrayList<>();
        for (String line : block.replaceAll("\\\\\n\\s*", "").lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                lines.add(parse(line));
            }
        }
        return lines;
    }

    private static ShellLine parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(line);
        }
        List<String> words = WORD.matcher(matcher.group(2))
                .results()
                .map(word -> QUOTE.matcher(word.group())
                        .replaceAll(quote ->
                                Matcher.quoteReplacement(quote.group(1) == null ? quote.group(2) : quote.group(1))))
                .toList();
        String input = matcher.group(1) == null ? "" : matcher.group(1) + "\n";
        int status = matcher.group(4) == null ? 0 : Integer.parseInt(matcher.group(4));
        return new ShellLine(words, input, matcher.group(3) != null, status);
    }

    String program() {
        return words.get(0);
    }

    String[] arguments() {
        return words.subList(1, words.size()).toArray(String[]::new);
    }
}
