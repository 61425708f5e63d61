package io.qmp.app;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.time.Duration;

/** Runs the program {@code qmp}. */
public final class Main {
    /** How long shutdown hooks of plugins may take. */
    private static final Duration HOOKS = Duration.ofSeconds(1);

    private Main() {}

    /**
     * Runs the program, and ends the JVM with its status.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        Output out = new Output(new FileOutputStream(FileDescriptor.out));
        Host host = new Host(System.in, out, System.err, new JvmSignals());
        int status = new Program(host).run(arguments);
        Halt.after(HOOKS, status);
        System.exit(status);
    }
}
