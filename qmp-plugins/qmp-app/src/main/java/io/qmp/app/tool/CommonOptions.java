package io.qmp.app.tool;

import io.qmp.app.option.Numbers;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Options that more than one subcommand has, each with one name, description and reader. */
final class CommonOptions {
    private static final String TIMEOUT = "--timeout";
    private static final String PRETTY = "--pretty";
    private static final String VERBOSE = "-v";

    private CommonOptions() {}

    static OptionSpec timeout() {
        return OptionSpec.builder(TIMEOUT)
                .type(String.class)
                .paramLabel("SECONDS")
                .description("How long to wait for the connection, and then for a reply.")
                .build();
    }

    /** {@return the value of {@link #timeout()}; empty for no limit} */
    static Optional<Duration> timeout(ParseResult parsed) {
        return Optional.ofNullable(parsed.<String>matchedOptionValue(TIMEOUT, null))
                .map(seconds -> Duration.ofSeconds(Numbers.positive(seconds, Integer.MAX_VALUE)));
    }

    static OptionSpec pretty() {
        return OptionSpec.builder(PRETTY)
                .description("Indents what is printed.")
                .build();
    }

    /** {@return whether {@link #pretty()} is given} */
    static boolean pretty(ParseResult parsed) {
        return parsed.hasMatchedOption(PRETTY);
    }

    static OptionSpec verbose() {
        return OptionSpec.builder(VERBOSE)
                .description("Logs what happens, on standard error.")
                .build();
    }

    /** {@return whether {@link #verbose()} is given} */
    static boolean verbose(ParseResult parsed) {
        return parsed.hasMatchedOption(VERBOSE);
    }
}
