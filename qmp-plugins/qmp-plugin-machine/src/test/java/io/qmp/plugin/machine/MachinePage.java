package io.qmp.plugin.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tables of docs/machine.md. */
final class MachinePage {
    private static final Path PAGE = Path.of("../../docs/machine.md");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    private MachinePage() {}

    /** {@return what is between a heading and the next of its level} */
    static String section(String heading) {
        try {
            String page = Files.readString(PAGE);
            return page.substring(page.indexOf(heading) + heading.length()).split("(?m)^## ", 2)[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return what is in backticks} */
    static Stream<String> quoted(String text) {
        return QUOTED.matcher(text).results().map(found -> found.group(1));
    }
}
