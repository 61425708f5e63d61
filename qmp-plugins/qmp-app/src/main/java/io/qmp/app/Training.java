package io.qmp.app;

import io.qmp.app.archive.ArchiveKind;
import io.qmp.app.archive.ClassArchive;
import io.qmp.app.process.ExitLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Does once what users do first, so that a JVM can write down which classes that takes. The main class of such a JVM.
 */
final class Training {
    private Training() {}

    /**
     * Runs one kind of program.
     *
     * @param arguments the name of the {@link ArchiveKind}
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        ExitLimit limit = new ExitLimit();
        limit.install();
        Path directory = Files.createTempDirectory("qmp");
        Path socket = directory.resolve("socket");
        switch (ArchiveKind.named(arguments[0])) {
            case SERVER -> ServerTraining.run(socket);
            case SHELL -> ClientTraining.run(socket, ClientTraining::useShell);
            case TOOLS -> ClientTraining.run(socket, ClientTraining::useTools);
        }
        Files.delete(directory);
        ClassArchive.makeIfMissing(); // it is being made: this looks at what is there
        limit.exit(0);
    }
}
