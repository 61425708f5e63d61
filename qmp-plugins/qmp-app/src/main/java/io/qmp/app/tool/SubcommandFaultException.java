package io.qmp.app.tool;

/** A plugin's subcommand has failed in a way that it does not account for. */
public final class SubcommandFaultException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SubcommandFaultException(String name, String place, Throwable cause) {
        super("a fault of the subcommand " + name + " of " + place + ": ", cause);
    }
}
