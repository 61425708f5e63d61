package io.qmp.app.tool;

import io.qmp.app.option.Numbers;
import io.qmp.program.StandardOptions;
import io.qmp.program.Syntax;
import io.qmp.program.ToolLine;
import java.time.Duration;
import java.util.Optional;

/** Options that more than one subcommand has, each with one name, description and reader. */
final class CommonOptions {
    static final Syntax.Option TIMEOUT = StandardOptions.TIMEOUT;
    static final Syntax.Option PRETTY = StandardOptions.PRETTY;
    static final Syntax.Option VERBOSE = StandardOptions.VERBOSE;

    private CommonOptions() {}

    /** {@return the value of {@link #TIMEOUT}; empty for no limit} */
    static Optional<Duration> timeout(ToolLine line) {
        return line.value(TIMEOUT).map(seconds -> Duration.ofSeconds(Numbers.positive(seconds, Integer.MAX_VALUE)));
    }
}
