package io.qmp.app.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.QmpAddress;
import io.qmp.app.RunningProgram;
import io.qmp.client.QgaClient;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code qmp serve --agent}. */
class AgentOptionTest {
    @TempDir
    Path directory;

    private String monitor = "";
    private String agent = "";

    @BeforeEach
    void addresses() {
        monitor = "unix:" + directory.resolve("qmp");
        agent = "unix:" + directory.resolve("qga");
    }

    @Test
    void aClientOfTheAgentShutsTheGuestDown() {
        try (RunningProgram program = RunningProgram.start(
                "serve", "--agent", agent + ",server=on,wait=off", "-qmp", monitor + ",server=on,wait=off")) {
            assertThat(program.line()).isEqualTo("listening on " + agent);
            assertThat(program.line()).isEqualTo("listening on " + monitor);
            QgaClient client = QgaClient.connect(QmpAddress.parse(agent)).join();
            assertThat(client.execute("guest-get-host-name", QmpObject.EMPTY).join())
                    .isEqualTo(QmpObject.of("host-name", QmpValue.of("guest")));
            client.executeSilent("guest-shutdown", QmpObject.EMPTY, Duration.ofSeconds(50))
                    .join();
            assertThat(program.status()).isZero();
        }
    }

    @Test
    void theAgentAtThePortIsOfTheSameGuest() {
        String port = "unix:" + directory.resolve("port");
        try (RunningProgram program = RunningProgram.start(
                "serve",
                "--guest",
                "agent=on",
                "-chardev",
                "socket,id=c0,server=on,wait=off,path=" + directory.resolve("port"),
                "-device",
                "virtio-serial",
                "-device",
                "virtserialport,chardev=c0,name=org.qemu.guest_agent.0,id=p0",
                "--agent",
                agent + ",server=on,wait=off")) {
            assertThat(program.line()).isEqualTo("listening on " + agent);
            assertThat(program.line()).startsWith("listening on " + port);
            QgaClient atPort = QgaClient.connect(QmpAddress.parse(port)).join();
            QgaClient beside = QgaClient.connect(QmpAddress.parse(agent)).join();
            assertThat(atPort.execute("guest-fsfreeze-freeze", QmpObject.EMPTY).join())
                    .isEqualTo(QmpValue.of(1));
            assertThat(beside.execute("guest-fsfreeze-status", QmpObject.EMPTY).join())
                    .isEqualTo(QmpValue.of("frozen"));
            assertThat(beside.execute("guest-fsfreeze-thaw", QmpObject.EMPTY).join())
                    .isEqualTo(QmpValue.of(1));
            atPort.executeSilent("guest-shutdown", QmpObject.EMPTY, Duration.ofSeconds(50))
                    .join();
            assertThat(program.status()).isZero();
        }
    }

    @Test
    void withoutAMachineTheAgentHasTheCommandsOfEveryAgent() {
        try (RunningProgram program = RunningProgram.start(
                "serve",
                "--without-plugin",
                "io.qmp.plugin.machine.MachinePlugin",
                "--agent",
                agent + ",server=on,wait=off",
                "-qmp",
                monitor + ",server=on,wait=off")) {
            program.line();
            QgaClient client = QgaClient.connect(QmpAddress.parse(agent)).join();
            QmpObject info =
                    (QmpObject) client.execute("guest-info", QmpObject.EMPTY).join();
            assertThat(info.array("supported_commands").orElseThrow().elements())
                    .hasSize(4);
        }
    }

    @Test
    void aPlaceThatCannotBeUsedIsNamed() {
        String place = "unix:" + directory + "/none/qga,server=on,wait=off";
        try (RunningProgram program =
                RunningProgram.start("serve", "--agent", place, "-qmp", monitor + ",server=on,wait=off")) {
            assertThat(program.status()).isEqualTo(1);
            assertThat(program.standardError()).startsWith("qmp: --agent " + place + ": Failed to bind socket to ");
        }
    }
}
