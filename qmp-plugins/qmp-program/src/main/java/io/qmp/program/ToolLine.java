package io.qmp.program;

import io.qmp.api.Experimental;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of a command line that was given to a subcommand.
 *
 * @param parameters in their order
 * @param options the values of each by its name; an empty text for those without a value
 * @since 0.1
 */
@Experimental(since = "0.1")
public record ToolLine(List<String> parameters, Map<String, List<String>> options) {
    /** {@return a parameter; empty if it is not given} */
    public String parameter(int index) {
        return index < parameters.size() ? parameters.get(index) : "";
    }

    /** {@return all parameters from one on} */
    public List<String> parametersFrom(int index) {
        return index < parameters.size() ? parameters.subList(index, parameters.size()) : List.of();
    }

    /** {@return whether an option is given} */
    public boolean has(Syntax.Option option) {
        return options.containsKey(option.name());
    }

    /** {@return the value of an option; empty if it is not given} */
    public Optional<String> value(Syntax.Option option) {
        return values(option).stream().findFirst();
    }

    /** {@return the values of an option that may be given more than once} */
    public List<String> values(Syntax.Option option) {
        return options.getOrDefault(option.name(), List.of());
    }
}
