package io.qmp.shell;

import io.qmp.api.Experimental;
import io.qmp.api.value.QmpObject;
import java.util.List;
import java.util.Optional;

/**
 * A line as it was typed, taken apart.
 *
 * <ul>
 *   <li>{@code COMMAND KEY=VALUE …}: a dot in a key leads into an object, {@code [N]} into an array. What a value is
 *       depends on the type of the argument, see {@link LineArguments}; objects and arrays are JSON or
 *       Python literals, with spaces if wanted; quotes make a string and are removed.
 *   <li>{@code COMMAND {…}}: the arguments as one JSON object.
 *   <li>{@code {"execute": COMMAND, "arguments": {…}}}: a request as the wire has it.
 *   <li>{@code exec-oob COMMAND …}: executed out of band.
 *   <li>{@code transaction( ACTION KEY=VALUE … )}: actions of a transaction, one a line or all but the first and last
 *       parts left out: {@code transaction(} opens it, {@code )} closes it.
 * </ul>
 *
 * <p>Reading a line never fails: what is wrong with it is among {@link #problems}.
 *
 * @param text the line
 * @param syntax how it was read
 * @param command the name of the command or action; empty if the line has none
 * @param outOfBand whether it is to be executed out of band
 * @param arguments the arguments, in their order
 * @param object the arguments that were given as one object; empty if they were not
 * @param opensTransaction whether it begins a transaction
 * @param closesTransaction whether it ends one
 * @param problems what is wrong with it; empty if it can be understood
 * @since 0.1
 */
@Experimental(since = "0.1")
public record ShellLine(
        String text,
        ShellSyntax syntax,
        Optional<Word> command,
        boolean outOfBand,
        List<Argument> arguments,
        Optional<QmpObject> object,
        boolean opensTransaction,
        boolean closesTransaction,
        List<Problem> problems) {
    static final String TRANSACTION = "transaction(";
    static final String CLOSE = ")";
    static final String OUT_OF_BAND = "exec-oob";

    public ShellLine {
        arguments = List.copyOf(arguments);
        problems = List.copyOf(problems);
    }

    /**
     * {@return a line taken apart}
     *
     * @param text the line
     * @param syntax how it is read
     */
    public static ShellLine parse(String text, ShellSyntax syntax) {
        return new LineReader(text, syntax).read();
    }

    /** {@return whether there is nothing to execute and nothing wrong} */
    public boolean isBlank() {
        return command.isEmpty() && problems.isEmpty() && !opensTransaction && !closesTransaction;
    }

    /** {@return whether its command is an action of a transaction} */
    public boolean isAction() {
        return opensTransaction || syntax.mode() == ShellSyntax.Mode.TRANSACTION;
    }
}
