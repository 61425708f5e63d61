package io.qmp.app.tool;

import java.util.List;
import java.util.stream.Stream;

/**
 * The subcommands of the program. A new tool is a class in {@link #TOOLS} and a line in {@code docs/program.md}; help,
 * the tests of help and the test of the documents read this list.
 */
public final class Subcommands {
    /** {@code serve}, whose command line is QEMU's and not read here. */
    public static final String SERVE = "serve";

    /** All others, in the order in which help shows them. */
    static final List<Subcommand> TOOLS = List.of(
            new Exec(),
            new Talking(),
            new Events(),
            new Introspect(),
            new Explaining(),
            new Replaying(),
            new Recording(),
            new Multiplexing(),
            new Measuring());

    private Subcommands() {}

    /** {@return the names of all but {@link #SERVE}} */
    public static List<String> tools() {
        return TOOLS.stream().map(Subcommand::name).toList();
    }

    /** {@return the names of all} */
    public static List<String> names() {
        return Stream.concat(Stream.of(SERVE), tools().stream()).toList();
    }
}
