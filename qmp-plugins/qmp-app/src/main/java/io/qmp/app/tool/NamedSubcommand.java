package io.qmp.app.tool;

import io.qmp.program.Syntax;
import io.qmp.program.spi.Subcommand;
import java.util.regex.Pattern;

/**
 * A subcommand that was looked up and can be used.
 *
 * @param name its name
 * @param syntax its command line
 * @param command what does it
 * @param place where it comes from
 */
record NamedSubcommand(String name, Syntax syntax, Subcommand command, String place) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

    /**
     * {@return a subcommand of the program, whose parts are as they should be}
     *
     * @param command one that is known without a look-up
     */
    static NamedSubcommand own(Subcommand command) {
        return new NamedSubcommand(command.name(), command.syntax(), command, "the program");
    }

    /**
     * {@return a subcommand with a name and a syntax}
     *
     * @throws RuntimeException if it does not have them
     */
    static NamedSubcommand of(Subcommand command, String place) {
        String name = command.name();
        if (name == null || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a subcommand cannot be named '" + name + "'");
        }
        Syntax syntax = command.syntax();
        if (syntax == null) {
            throw new IllegalArgumentException(name + " has no syntax");
        }
        NamedSubcommand named = new NamedSubcommand(name, syntax, command, place);
        PicocliLine.check(named);
        return named;
    }
}
