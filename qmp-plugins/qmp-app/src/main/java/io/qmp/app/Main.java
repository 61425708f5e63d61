package io.qmp.app;

import io.qmp.app.process.ExitLimit;
import io.qmp.app.process.JvmSignals;
import io.qmp.app.process.Output;
import io.qmp.app.process.ProcessEnvironment;
import java.io.FileDescriptor;
import java.io.FileOutputStream;

/** Runs the program {@code qmp}. */
public final class Main {
    private Main() {}

    /**
     * Runs the program, and ends the JVM with its status.
     *
     * @param arguments the command line
     */
    public static void main(String[] arguments) {
        ExitLimit limit = new ExitLimit();
        limit.install();
        Output out = new Output(new FileOutputStream(FileDescriptor.out));
        ProcessEnvironment environment = new ProcessEnvironment(System.in, out, System.err, new JvmSignals());
        limit.exit(new Program(environment).run(arguments));
    }
}
