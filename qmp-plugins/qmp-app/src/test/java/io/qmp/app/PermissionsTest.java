package io.qmp.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said where files, folders and sockets may not be used: in a process of its own, that may not pass them. */
class PermissionsTest {
    private static final String SERVED = ",server=on,wait=off";

    private static final List<String> LINES = List.of(
            "exec unix:DIR/shut.sock query-name",
            "exec unix:DIR/shut/vm.sock query-name",
            "ping unix:DIR/shut.sock",
            "top --once unix:DIR/shut.sock",
            "doctor unix:DIR/shut.sock",
            "doctor unix:DIR/shut/vm.sock",
            "exec web query-name",
            "doctor web",
            "exec --typed unix:DIR/vm.sock query-name",
            "explain unix:DIR/vm.sock query-name",
            "shell unix:DIR/vm.sock -l DIR/closed",
            "schema unix:DIR/vm.sock unix:DIR/vm.sock --uses DIR/closed",
            "mux unix:DIR/vm.sock -qmp unix:DIR/shut/x,SERVED,role=owner",
            "mux unix:DIR/vm.sock -qmp unix:DIR/x,SERVED --policy DIR/closed",
            "mux unix:DIR/vm.sock -qmp unix:DIR/x,SERVED,role=owner --audit DIR/closed",
            "record DIR/closed unix:DIR/vm.sock -qmp unix:DIR/x,SERVED",
            "record DIR/shut/t unix:DIR/vm.sock -qmp unix:DIR/x,SERVED",
            "replay DIR/closed -qmp unix:DIR/x,SERVED",
            "metrics --config DIR/closed",
            "serve -qmp unix:DIR/shut/x,SERVED");

    @TempDir
    Path directory;

    private final List<Path> closed = new ArrayList<>();

    @BeforeEach
    void closeFilesAndFolders() throws IOException {
        close(Files.createFile(directory.resolve("closed")));
        close(Files.createDirectory(directory.resolve("shut")));
        Path config = Files.createDirectories(directory.resolve("config/qmp"));
        close(Files.writeString(config.resolve("peers"), "web = /run/vm.sock\n"));
        close(Files.createDirectory(directory.resolve("cache")));
    }

    private void close(Path path) throws IOException {
        Files.setPosixFilePermissions(path, Set.of());
        closed.add(path);
    }

    @AfterEach
    void openThem() throws IOException {
        for (Path path : closed) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void whatIsClosedIsNamedWithWhatToDo() throws IOException, InterruptedException {
        try (RunningProgram server = RunningProgram.start(
                ("serve -name web -qmp unix:DIR/vm.sock" + SERVED + " -qmp unix:DIR/shut.sock" + SERVED)
                        .replace("DIR", directory.toString())
                        .split(" "))) {
            server.line();
            Files.setPosixFilePermissions(directory.resolve("shut.sock"), Set.of());
            String said = run(LINES.stream()
                    .map(line -> line.replace("DIR", directory.toString()).replace(",SERVED", SERVED)));

            Golden.compare(
                    "permissions",
                    said.replace(directory.toString(), "DIR")
                            .replace("belongs to " + System.getProperty("user.name"), "belongs to USER"));
        }
    }

    /** The owner of a file is subject to its permissions, and root as well without two of its capabilities. */
    private String run(Stream<String> lines) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            String without = "-dac_override,-dac_read_search";
            command.addAll(List.of("setpriv", "--bounding-set=" + without, "--inh-caps=" + without));
            assumeTrue(InstalledPrograms.has("setpriv"), "setpriv is not installed");
            List<String> trial = new ArrayList<>(command);
            trial.addAll(List.of("cat", directory.resolve("closed").toString()));
            assumeTrue(start(trial).waitFor() != 0, "root keeps its capabilities here");
        }
        command.addAll(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp"));
        command.add(String.join(
                ":",
                System.getProperty("java.class.path"),
                System.getProperty("jdk.module.path", ""),
                "target/test-classes"));
        command.add(CommandLines.class.getName());
        command.addAll(lines.toList());
        Process process = start(command);
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private Process start(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("XDG_CONFIG_HOME", directory.resolve("config").toString());
        builder.environment().put("XDG_CACHE_HOME", directory.resolve("cache").toString());
        return builder.start();
    }
}
