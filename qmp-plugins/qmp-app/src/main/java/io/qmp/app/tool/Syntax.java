package io.qmp.app.tool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The command line of a subcommand.
 *
 * @param header one line that says what it does
 * @param description more about it
 * @param parameters in their order, the required ones first
 * @param options in the order in which help shows them
 */
record Syntax(String header, String description, List<Parameter> parameters, List<Option> options) {
    /** How often a parameter is given. */
    enum Count {
        REQUIRED,
        OPTIONAL,
        /** Any number of times; the last parameter only. */
        ANY
    }

    /** What is known by its place. */
    record Parameter(String label, Count count, String description) {}

    /**
     * What is known by its name.
     *
     * @param label stands for its value in help; empty if it has none
     * @param repeated whether it may be given more than once
     */
    record Option(String name, String label, String description, boolean repeated) {
        /** An option that is given once. */
        Option(String name, String label, String description) {
            this(name, label, description, false);
        }

        boolean hasValue() {
            return !label.isEmpty();
        }
    }

    /**
     * {@return what words say} Empty if they are not as they should be, if they ask for help, or are in a form that is
     * rarely used: picocli knows about these.
     */
    Optional<ToolLine> read(List<String> words) {
        List<String> places = new ArrayList<>();
        Map<String, List<String>> named = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.isEmpty() || word.charAt(0) == '@') {
                return Optional.empty();
            } else if (word.charAt(0) != '-') {
                places.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            Option option = option(equals < 0 ? word : word.substring(0, equals));
            if (option == null || equals >= 0 && !option.hasValue()) {
                return Optional.empty();
            }
            String value = "";
            if (option.hasValue()) {
                value = equals >= 0 ? word.substring(equals + 1) : ++i < words.size() ? words.get(i) : "";
                if (value.isEmpty() || value.charAt(0) == '-' || value.charAt(0) == '@') {
                    return Optional.empty();
                }
            }
            List<String> values = named.computeIfAbsent(option.name, first -> new ArrayList<>());
            if (!values.isEmpty() && !option.repeated) {
                return Optional.empty();
            }
            values.add(value);
        }
        return isComplete(places.size()) ? Optional.of(new ToolLine(places, named)) : Optional.empty();
    }

    private @Nullable Option option(String name) {
        for (Option option : options) {
            if (option.name.equals(name)) {
                return option;
            }
        }
        return null;
    }

    private boolean isComplete(int places) {
        Count last = parameters.get(parameters.size() - 1).count;
        int required = 0;
        for (Parameter parameter : parameters) {
            required += parameter.count == Count.REQUIRED ? 1 : 0;
        }
        return places >= required && (last == Count.ANY || places <= parameters.size());
    }
}
