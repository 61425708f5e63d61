package io.qmp.plugin.machine;

import static io.qmp.plugin.machine.Failure.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.core.CorePlugin;
import io.qmp.plugin.machine.config.HostFileAccess;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.machine.config.MachineOptions;
import io.qmp.testkit.LocalServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All commands that name files of the host ask whether they may. */
class HostFilesTest {
    private static final String REFUSED = "the server gives clients access to";

    @TempDir
    private Path base = Path.of("");

    private Path inside = Path.of("");

    @BeforeEach
    void aDirectoryInAnother() throws IOException {
        inside = Files.createDirectory(base.resolve("inside"));
        Files.write(base.resolve("image"), new byte[512]);
        Files.write(inside.resolve("image"), new byte[512]);
    }

    private static void execute(LocalServer server, String command, String arguments) {
        server.execute(command, (QmpObject) WireCodec.installed().parse(arguments));
    }

    private static LocalServer server(MachineConfig config) {
        return LocalServer.with(new CorePlugin(), new MachinePlugin(config));
    }

    private static final String[][] COMMANDS = {
        {"blockdev-add", "{'driver': 'file', 'node-name': 'f', 'filename': '%s/image'}"},
        {"blockdev-add", "{'driver': 'raw', 'node-name': 'r', 'file': {'driver': 'file', 'filename': '%s/image'}}"},
        {"chardev-add", "{'id': 'c', 'backend': {'type': 'file', 'data': {'out': '%s/new'}}}"},
        {"chardev-add", "{'id': 'd', 'backend': {'type': 'file', 'data': {'out': '/dev/null', 'in': '%s/image'}}}"}
    };

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aDirectoryIsTheLimit(int number) {
        String[] command = COMMANDS[number];
        MachineConfig config =
                MachineConfig.builder().hostFiles(HostFileAccess.within(inside)).build();
        try (LocalServer server = server(config)) {
            assertThat(failure(() -> execute(server, command[0], command[1].formatted(base))))
                    .contains(REFUSED);
            assertThat(base.resolve("new")).doesNotExist();
            execute(server, command[0], command[1].formatted(inside));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void anEmbeddedMachineHasNoFiles(int number) {
        try (LocalServer server = server(MachineConfig.DEFAULT)) {
            assertThat(failure(() -> execute(server, COMMANDS[number][0], COMMANDS[number][1].formatted(inside))))
                    .contains(REFUSED);
        }
    }

    @Test
    void filesOfTheConfigurationAreOpenedAnyway() {
        MachineConfig config = MachineOptions.parse(List.of(
                "-host-files", "none", "-blockdev", "driver=file,node-name=f,filename=" + base.resolve("image")));
        try (LocalServer server = server(config)) {
            execute(server, "blockdev-add", "{'driver': 'raw', 'node-name': 'r', 'file': 'f'}");
        }
    }
}
