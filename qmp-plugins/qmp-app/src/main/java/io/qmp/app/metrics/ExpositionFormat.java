package io.qmp.app.metrics;

import java.util.Locale;

/** A format of the page. */
enum ExpositionFormat {
    /** What every Prometheus reads. */
    TEXT("text/plain; version=0.0.4; charset=utf-8"),
    /** Says, too, when counters began. */
    OPEN_METRICS("application/openmetrics-text; version=1.0.0; charset=utf-8");

    private final String contentType;

    ExpositionFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /** {@return the one that a client likes best} Text if it likes both alike, or says nothing. */
    static ExpositionFormat of(String accept) {
        double open = 0;
        double text = 0;
        for (String range : accept.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = range.split(";");
            String type = parts[0].strip();
            double quality = quality(parts);
            if (type.equals("application/openmetrics-text")) {
                open = Math.max(open, quality);
            } else if (type.startsWith("text/") || type.equals("*/*")) {
                text = Math.max(text, quality);
            }
        }
        return open > text ? OPEN_METRICS : TEXT;
    }

    private static double quality(String[] parts) {
        for (String part : parts) {
            String parameter = part.strip();
            if (parameter.startsWith("q=")) {
                try {
                    return Double.parseDouble(parameter.substring(2));
                } catch (NumberFormatException e) {
                    return 0;
                }
            }
        }
        return 1;
    }
}
