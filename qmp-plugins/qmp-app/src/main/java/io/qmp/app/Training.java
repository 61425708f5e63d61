package io.qmp.app;

import io.qmp.app.archive.ArchiveJvm;
import io.qmp.app.archive.ArchiveKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Does once what users do first, so that a JVM can write down which classes that takes. The program runs it in place of
 * a command line if {@link ArchiveJvm} asks for that.
 */
final class Training {
    private Training() {}

    /**
     * Runs one kind of program.
     *
     * @param kind the name of the {@link ArchiveKind}
     */
    static void run(String kind) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("qmp");
        Path socket = directory.resolve("socket");
        switch (ArchiveKind.named(kind)) {
            case SERVER -> ServerTraining.run(socket);
            case SHELL -> ClientTraining.run(socket, ClientTraining::useShell);
            case TOOLS -> ClientTraining.run(socket, ClientTraining::useTools);
        }
        Files.delete(directory);
    }
}
