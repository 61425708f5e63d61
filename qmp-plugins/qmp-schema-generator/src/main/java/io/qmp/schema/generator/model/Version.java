package io.qmp.schema.generator.model;

import io.qmp.api.schema.Schema;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The introspection of one version of a program. Versions are ordered by the numbers of their labels.
 *
 * @param label how people call the version: numbers separated by dots, such as {@code 10.0}
 * @param schema what it answered
 */
public record Version(String label, Schema schema) implements Comparable<Version> {
    private static final Pattern NUMBERS = Pattern.compile("\\d{1,9}(\\.\\d{1,9})*");

    /** Checks the label. */
    public Version {
        if (!NUMBERS.matcher(label).matches()) {
            throw new IllegalArgumentException("expected a version such as 10.0, got '" + label + "'");
        }
    }

    @Override
    public int compareTo(Version other) {
        return Arrays.compare(numbers(label), numbers(other.label));
    }

    private static int[] numbers(String label) {
        return Pattern.compile("\\.")
                .splitAsStream(label)
                .mapToInt(Integer::parseInt)
                .toArray();
    }
}
