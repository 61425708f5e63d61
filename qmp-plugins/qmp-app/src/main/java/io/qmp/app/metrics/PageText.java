package io.qmp.app.metrics;

/** Writes metrics in a format that Prometheus reads. */
final class PageText {
    static final String TOTAL = "_total";
    private static final String INFO = "_info";

    private final ExpositionFormat format;
    private final StringBuilder page = new StringBuilder();

    PageText(ExpositionFormat format) {
        this.format = format;
    }

    /**
     * Writes the lines before the values of a family. In OpenMetrics its name has no suffix.
     *
     * @param name its full name; one that ends with {@value #TOTAL} is a counter
     */
    void family(String name, String help) {
        String type = name.endsWith(TOTAL) ? "counter" : "gauge";
        String family = name;
        if (format == ExpositionFormat.OPEN_METRICS) {
            type = name.endsWith(INFO) ? "info" : type;
            family = without(without(name, INFO), TOTAL);
        }
        head(family, type, help);
    }

    /** Writes the lines before the numbers and sums of a family. */
    void summary(String name, String help) {
        head(name, "summary", help);
    }

    private void head(String family, String type, String help) {
        page.append("# HELP ").append(family).append(' ').append(help).append('\n');
        page.append("# TYPE ").append(family).append(' ').append(type).append('\n');
    }

    /** Writes a value. */
    void value(String name, CharSequence labels, double value) {
        page.append(name);
        if (!labels.isEmpty()) {
            page.append('{').append(labels).append('}');
        }
        number(page.append(' '), value);
    }

    /** Writes when a counter began, if the format can say so. */
    void created(String name, CharSequence labels, double seconds) {
        if (format == ExpositionFormat.OPEN_METRICS) {
            value(without(name, TOTAL) + "_created", labels, seconds);
        }
    }

    private static void number(StringBuilder page, double value) {
        long whole = (long) value;
        if (whole == value) {
            page.append(whole).append('\n');
        } else {
            page.append(value).append('\n');
        }
    }

    private static String without(String name, String suffix) {
        return name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
    }

    /** {@return the page, to which nothing is added any more} */
    String end() {
        if (format == ExpositionFormat.OPEN_METRICS) {
            page.append("# EOF\n");
        }
        return page.toString();
    }
}
