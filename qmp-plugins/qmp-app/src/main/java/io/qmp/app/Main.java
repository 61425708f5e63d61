package io.qmp.app;

import io.qmp.app.archive.ArchiveJvm;
import io.qmp.app.archive.ClassArchive;
import io.qmp.app.process.ExitLimit;
import io.qmp.app.process.ImageLoggers;
import io.qmp.app.process.JvmSignals;
import io.qmp.app.process.Output;
import io.qmp.app.process.ProcessEnvironment;
import io.qmp.app.process.Terminals;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
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
    public static void main(String[] arguments) throws IOException, InterruptedException {
        ImageLoggers.install();
        ExitLimit limit = new ExitLimit();
        limit.install();
        String training = System.getProperty(ArchiveJvm.TRAINING);
        int status = 0;
        if (training == null) {
            status =
                    program(System.in, new FileOutputStream(FileDescriptor.out)).run(arguments);
        } else {
            Training.run(training);
        }
        ClassArchive.makeIfMissing();
        limit.exit(status);
    }

    /** {@return the program of this process, with another standard output} */
    static Program program(OutputStream out) {
        return program(System.in, out);
    }

    /** {@return the program of this process, with other standard input and output} */
    static Program program(InputStream in, OutputStream out) {
        return new Program(new ProcessEnvironment(
                in, new Output(out), System.err, new JvmSignals(), System::getenv, Terminals.ofProcess()));
    }
}
