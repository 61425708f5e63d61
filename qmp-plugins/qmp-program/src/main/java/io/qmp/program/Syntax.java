package io.qmp.program;

import io.qmp.api.Experimental;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The command line of a subcommand: what is read, and what help, completion and manual pages show.
 *
 * @param header one line that says what it does
 * @param description more about it
 * @param parameters in their order, the required ones first
 * @param options in the order in which help shows them
 * @param examples in the order in which help shows them
 * @since 0.1
 */
@Experimental(since = "0.1")
public record Syntax(
        String header, String description, List<Parameter> parameters, List<Option> options, List<Example> examples) {
    /**
     * Checks the parts.
     *
     * @throws IllegalArgumentException if the order of parameters makes them ambiguous, or an option is there twice
     */
    public Syntax {
        Count before = Count.REQUIRED;
        for (Parameter parameter : parameters) {
            if (before == Count.ANY || parameter.count.compareTo(before) < 0) {
                throw new IllegalArgumentException("the parameter " + parameter.label + " cannot follow another one");
            }
            before = parameter.count;
        }
        for (int i = 0; i < options.size(); i++) {
            String name = options.get(i).name;
            for (int j = 0; j < i; j++) {
                if (options.get(j).name.equals(name)) {
                    throw new IllegalArgumentException("the option " + name + " is there twice");
                }
            }
        }
    }

    /** A command line without examples. */
    public Syntax(String header, String description, List<Parameter> parameters, List<Option> options) {
        this(header, description, parameters, options, List.of());
    }

    /** How often a parameter is given. */
    public enum Count {
        /** Once. */
        REQUIRED,
        /** Once or not at all. */
        OPTIONAL,
        /** Any number of times; the last parameter only. */
        ANY
    }

    /**
     * What is known by its place.
     *
     * @param label stands for its value in help
     * @param count how often it is given
     * @param description what it means
     */
    public record Parameter(String label, Count count, String description) {}

    /**
     * What is known by its name.
     *
     * @param name with the hyphens; {@code -h} and {@code --help} are the program's
     * @param label stands for its value in help; empty if it has none
     * @param description what it means
     * @param repeated whether it may be given more than once
     */
    public record Option(String name, String label, String description, boolean repeated) {
        /**
         * Checks the name.
         *
         * @throws IllegalArgumentException if it does not begin with a hyphen, or is the program's
         */
        public Option {
            if (name.length() < 2 || name.charAt(0) != '-' || name.equals("-h") || name.equals("--help")) {
                throw new IllegalArgumentException("an option cannot be named '" + name + "'");
            }
        }

        /** An option that is given once. */
        public Option(String name, String label, String description) {
            this(name, label, description, false);
        }

        /** {@return whether it has a value} */
        public boolean hasValue() {
            return !label.isEmpty();
        }
    }

    /**
     * A command line as an example.
     *
     * @param line as it is typed in a shell, from {@code qmp} on
     * @param meaning what it does
     */
    public record Example(String line, String meaning) {}

    /** {@return this syntax with examples} */
    public Syntax withExamples(Example... more) {
        return new Syntax(header, description, parameters, options, List.of(more));
    }

    /**
     * {@return what words say} Empty if they are wrong, ask for help, or are in a form that is rarely used: the program
     * reads these in another way, which also says what is wrong.
     */
    public Optional<ToolLine> read(List<String> words) {
        List<String> places = new ArrayList<>();
        Map<String, List<String>> named = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.isEmpty() || word.charAt(0) == '@') {
                return Optional.empty();
            } else if (word.charAt(0) != '-' || word.length() == 1) {
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
        boolean any = !parameters.isEmpty() && parameters.get(parameters.size() - 1).count == Count.ANY;
        int required = 0;
        for (Parameter parameter : parameters) {
            required += parameter.count == Count.REQUIRED ? 1 : 0;
        }
        return places >= required && (any || places <= parameters.size());
    }
}
