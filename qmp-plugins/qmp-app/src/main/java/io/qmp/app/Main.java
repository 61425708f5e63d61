package io.qmp.app;

import java.time.Duration;

/** Runs the program {@code qmp}. */
public final class Main {
    /** How long shutdown hooks of plugins may take. */
    private static final Duration HOOKS = Duration.ofSeconds(1);

    private Main() {}

    /**
     * Runs the program, and ends the JVM with 0 if all went well and with 1 if not.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        Host host = new Host(System.in, System.out, System.err, new JvmSignals());
        int status = new Program(host).run(arguments);
        Halt.after(HOOKS, status);
        System.exit(status);
    }
}
