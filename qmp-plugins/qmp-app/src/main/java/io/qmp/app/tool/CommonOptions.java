package io.qmp.app.tool;

import io.qmp.app.option.Numbers;
import java.time.Duration;
import java.util.Optional;

/** Options that more than one subcommand has, each with one name, description and reader. */
final class CommonOptions {
    static final Syntax.Option TIMEOUT =
            new Syntax.Option("--timeout", "SECONDS", "How long to wait for the connection, and then for a reply.");
    static final Syntax.Option PRETTY = new Syntax.Option("--pretty", "", "Indents what is printed.");
    static final Syntax.Option VERBOSE = new Syntax.Option("-v", "", "Logs what happens, on standard error.");

    private CommonOptions() {}

    /** {@return the value of {@link #TIMEOUT}; empty for no limit} */
    static Optional<Duration> timeout(ToolLine line) {
        return line.value(TIMEOUT).map(seconds -> Duration.ofSeconds(Numbers.positive(seconds, Integer.MAX_VALUE)));
    }
}
