package io.qmp.app;

/** Runs the program {@code qmp}. */
public final class Main {
    private Main() {}

    /**
     * Runs the program, and ends the JVM with 0 if all went well and with 1 if not.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        Host host = new Host(System.in, System.out, System.err, new JvmSignals());
        System.exit(new Program(host).run(arguments));
    }
}
