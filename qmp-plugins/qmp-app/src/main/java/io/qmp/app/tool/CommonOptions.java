package io.qmp.app.tool;

import io.qmp.app.option.Numbers;
import io.qmp.app.option.OptionException;
import io.qmp.program.StandardOptions;
import io.qmp.program.Syntax;
import io.qmp.program.ToolLine;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** Options that more than one subcommand has, each with one name, description and reader. */
final class CommonOptions {
    static final Syntax.Option TIMEOUT = StandardOptions.TIMEOUT;
    static final Syntax.Option PRETTY = StandardOptions.PRETTY;
    static final Syntax.Option VERBOSE = StandardOptions.VERBOSE;

    private CommonOptions() {}

    /**
     * {@return a time that an option gives in seconds, with a fraction too; empty if it is not given}
     *
     * @throws OptionException if it is no positive time
     */
    static Optional<Duration> seconds(ToolLine line, Syntax.Option option) {
        return line.value(option).map(text -> {
            if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,9})?") || new BigDecimal(text).signum() == 0) {
                throw new OptionException(option.name() + ": expected seconds, such as 2 or 0.5, got '" + text + "'");
            }
            return Duration.ofNanos(new BigDecimal(text).movePointRight(9).longValue());
        });
    }

    /** {@return the value of {@link #TIMEOUT}; empty for no limit} */
    static Optional<Duration> timeout(ToolLine line) {
        return line.value(TIMEOUT).map(seconds -> Duration.ofSeconds(Numbers.positive(seconds, Integer.MAX_VALUE)));
    }
}
