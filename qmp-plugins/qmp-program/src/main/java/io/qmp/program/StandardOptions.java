package io.qmp.program;

import io.qmp.api.Experimental;

/**
 * Options of more than one subcommand, with one name and one meaning.
 *
 * @since 0.1
 */
@Experimental(since = "0.1")
public final class StandardOptions {
    /** Where a server listens: usually the first parameter. */
    public static final Syntax.Parameter ADDRESS = new Syntax.Parameter(
            "ADDRESS",
            Syntax.Count.REQUIRED,
            "Where the server listens: unix:PATH, tcp:HOST:PORT, or without unix: and tcp:. For TLS,"
                    + " ,tls-ca=FILE or ,tls-cert=FILE,tls-key=FILE follow. Or a name that ~/.config/qmp/peers gives"
                    + " to an address.");

    /** Limits the time. */
    public static final Syntax.Option TIMEOUT =
            new Syntax.Option("--timeout", "SECONDS", "How long to wait for the connection, and then for a reply.");

    /** Makes JSON easier to read. */
    public static final Syntax.Option PRETTY = new Syntax.Option("--pretty", "", "Indents what is printed.");

    /** Turns the log on. */
    public static final Syntax.Option VERBOSE = new Syntax.Option("-v", "", "Logs what happens, on standard error.");

    private StandardOptions() {}
}
