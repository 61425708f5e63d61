package io.qmp.client;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** A program of QEMU's that runs for a test. Tests are skipped where it is not installed. */
public final class Program implements AutoCloseable {
    private final Process process;

    private Program(Process process) {
        this.process = process;
    }

    /** Starts a program with these arguments. */
    public static Program start(String name, String... arguments) {
        Optional<Path> file = find(name);
        assumeTrue(file.isPresent(), name + " is not installed");
        List<String> command = new ArrayList<>(List.of(file.orElseThrow().toString()));
        command.addAll(List.of(arguments));
        try {
            return new Program(new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> find(String name) {
        return Stream.concat(
                        Stream.of(System.getenv("PATH").split(File.pathSeparator)),
                        Stream.of("/usr/sbin", "/usr/libexec"))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Ends it at once, as {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Stops it where it stands, as {@code kill -STOP} does. */
    public void freeze() {
        Program.run("kill", "-STOP", Long.toString(process.pid()));
    }

    /** Runs a program to its end. */
    static void run(String... command) {
        try {
            new ProcessBuilder(command).inheritIO().start().onExit().join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Completes when it has ended. */
    public CompletionStage<?> onExit() {
        return process.onExit();
    }

    /** Waits for its end and gives its exit status. */
    public int exitStatus() {
        return process.onExit().join().exitValue();
    }

    @Override
    public void close() {
        kill();
    }
}
