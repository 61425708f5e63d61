package io.qmp.app.tool;

import io.qmp.program.Syntax;
import java.util.stream.Stream;

/** The examples of the helps, for tests outside of this package. */
public final class Examples {
    private Examples() {}

    /** {@return the lines of the examples of some subcommands} */
    public static Stream<String> lines(String... names) {
        return Stream.of(names)
                .flatMap(name -> Subcommands.own().stream()
                        .filter(command -> command.name().equals(name)))
                .flatMap(command -> command.syntax().examples().stream())
                .map(Syntax.Example::line);
    }
}
