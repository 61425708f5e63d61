package io.qmp.app.metrics;

import io.qmp.app.option.OptionException;
import java.util.Set;
import java.util.regex.Pattern;

/** Labels as they are written, and the names that configurations may give them. */
final class Labels {
    private static final Pattern NAME = Pattern.compile("(?!__)[a-zA-Z_][a-zA-Z0-9_]*");

    /** Of the exporter itself. */
    static final Set<String> TAKEN = Set.of(
            "vm",
            "sampler",
            "cause",
            "status",
            "device",
            "node",
            "vcpu",
            "type",
            "job",
            "version",
            "machine",
            "uuid",
            "name",
            "domain",
            "target_device");

    private Labels() {}

    /** Appends a label to others. */
    static void write(StringBuilder labels, String name, String text) {
        if (!labels.isEmpty()) {
            labels.append(',');
        }
        labels.append(name).append("=\"");
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            switch (character) {
                case '\\' -> labels.append("\\\\");
                case '"' -> labels.append("\\\"");
                case '\n' -> labels.append("\\n");
                default -> labels.append(character);
            }
        }
        labels.append('"');
    }

    /**
     * {@return the name}
     *
     * @throws OptionException if it cannot be a label, or is one of the exporter's own
     */
    static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new OptionException("'" + name + "' is no name of a label");
        }
        if (TAKEN.contains(name)) {
            throw new OptionException("the label '" + name + "' is set by this program");
        }
        return name;
    }
}
