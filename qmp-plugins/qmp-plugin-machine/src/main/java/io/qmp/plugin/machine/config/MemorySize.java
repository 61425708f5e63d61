package io.qmp.plugin.machine.config;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes in the form of {@code -m}: a number with an optional suffix, by default in mebibytes. */
final class MemorySize {
    private static final Pattern FORM = Pattern.compile("(\\d{1,18}(?:\\.\\d+)?)([BbKkMmGgTtPpEe]?)");
    private static final String SUFFIXES = "BKMGTPE";
    private static final double LIMIT = 0x1p63;

    private MemorySize() {}

    /** {@return the bytes of a size; empty if the text is none} */
    static Optional<Long> find(String text, String suffixUnlessGiven) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String suffix = matcher.group(2).isEmpty()
                ? suffixUnlessGiven
                : matcher.group(2).toUpperCase(Locale.ROOT);
        double bytes = Double.parseDouble(matcher.group(1)) * Math.pow(1024, SUFFIXES.indexOf(suffix));
        return bytes < LIMIT ? Optional.of((long) bytes) : Optional.empty();
    }

    static long parse(String key, String text) {
        return find(text, "M")
                .orElseThrow(() -> new IllegalArgumentException(
                        "Parameter '" + key + "' expects a non-negative number below 2^64\n"
                                + "Optional suffix k, M, G, T, P or E means kilo-, mega-, giga-, tera-, peta-\n"
                                + "and exabytes, respectively."));
    }
}
