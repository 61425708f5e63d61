package io.qmp.api.secret;

import java.util.HashSet;
import java.util.Set;

/** The places of secrets in the arguments and results of one command; paths are member names with dots between. */
final class CommandPlaces {
    /** The path of a result as a whole. */
    static final String ALL = "";

    /** The path of nothing. */
    static final String NOWHERE = ".";

    /** The places of a command that is not listed. */
    static final CommandPlaces UNLISTED = new CommandPlaces();

    final Set<String> arguments = new HashSet<>();
    final Set<String> results = new HashSet<>();
    final Set<String> plain = new HashSet<>();

    /** Which argument names the property whose value is the result. */
    String property = NOWHERE;

    /** Which argument is a command line of the human monitor. */
    String line = NOWHERE;

    NestedCommands nested = new NestedCommands(NOWHERE, NOWHERE, NOWHERE);

    /**
     * Commands within the arguments.
     *
     * @param path where they are
     * @param name the member that has a command's name
     * @param arguments the member that has its arguments
     */
    record NestedCommands(String path, String name, String arguments) {}
}
