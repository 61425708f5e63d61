package io.qmp.shell;

import io.qmp.api.Experimental;
import io.qmp.api.wire.WireCodec;

/**
 * The syntax of lines.
 *
 * @param codec reads JSON
 * @param mode what a line stands for
 * @since 0.1
 */
@Experimental(since = "0.1")
public record ShellSyntax(WireCodec codec, Mode mode) {
    /** What a line stands for. */
    public enum Mode {
        /** A command. */
        COMMAND,
        /** An action of a transaction that an earlier line has opened. */
        TRANSACTION,
        /** A command of the human monitor. */
        HMP
    }

    /** {@return lines with commands} */
    public static ShellSyntax commands(WireCodec codec) {
        return new ShellSyntax(codec, Mode.COMMAND);
    }

    /** {@return this syntax with lines that stand for something else} */
    public ShellSyntax with(Mode other) {
        return new ShellSyntax(codec, other);
    }
}
