package io.qmp.app;

import io.qmp.app.archive.ClassArchive;
import io.qmp.app.process.ExitLimit;
import io.qmp.app.process.JvmSignals;
import io.qmp.app.process.Output;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Terminals;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;

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
        int status = program(System.in, new FileOutputStream(FileDescriptor.out), Terminals.ofProcess())
                .run(arguments);
        ClassArchive.makeIfMissing();
        limit.exit(status);
    }

    /** {@return the program of this process, with another standard output} */
    static Program program(OutputStream out) {
        return program(System.in, out);
    }

    /** {@return the program of this process, with other streams} */
    static Program program(InputStream in, OutputStream out) {
        return program(in, out, Terminals.NONE);
    }

    private static Program program(InputStream in, OutputStream out, Terminals terminals) {
        return new Program(
                new ProcessEnvironment(in, new Output(out), System.err, new JvmSignals(), System::getenv, terminals));
    }
}
