package io.qmp.app.serve;

import io.qmp.api.bind.CompatPolicy;
import io.qmp.api.bind.CompatPolicy.Input;
import io.qmp.api.bind.CompatPolicy.Output;
import io.qmp.app.option.OptionException;
import java.util.Map;

/** Reads QEMU's {@code -compat}, with its error texts. */
final class CompatParser {
    private static final Map<String, Input> INPUT = Map.of("accept", Input.ACCEPT, "reject", Input.REJECT);
    private static final Map<String, Output> OUTPUT = Map.of("accept", Output.ACCEPT, "hide", Output.HIDE);

    private CompatParser() {}

    /** {@return a policy, changed by what a text says} */
    static CompatPolicy parse(String text, CompatPolicy before) {
        CompatPolicy policy = before;
        for (String part : text.isEmpty() ? new String[0] : text.split(",")) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw new OptionException("Expected '=' after parameter '" + part + "'");
            }
            policy = change(policy, part.substring(0, equals), part.substring(equals + 1));
        }
        return policy;
    }

    private static CompatPolicy change(CompatPolicy old, String key, String value) {
        return switch (key) {
            case "deprecated-input" ->
                new CompatPolicy(
                        choose(INPUT, key, value), old.deprecatedOutput(), old.unstableInput(), old.unstableOutput());
            case "deprecated-output" ->
                new CompatPolicy(
                        old.deprecatedInput(), choose(OUTPUT, key, value), old.unstableInput(), old.unstableOutput());
            case "unstable-input" ->
                new CompatPolicy(
                        old.deprecatedInput(), old.deprecatedOutput(), choose(INPUT, key, value), old.unstableOutput());
            case "unstable-output" ->
                new CompatPolicy(
                        old.deprecatedInput(), old.deprecatedOutput(), old.unstableInput(), choose(OUTPUT, key, value));
            default -> throw new OptionException("Parameter '" + key + "' is unexpected");
        };
    }

    private static <T> T choose(Map<String, T> words, String key, String value) {
        T chosen = words.get(value);
        if (chosen == null) {
            throw new OptionException("Parameter '" + key + "' does not accept value '" + value + "'");
        }
        return chosen;
    }
}
