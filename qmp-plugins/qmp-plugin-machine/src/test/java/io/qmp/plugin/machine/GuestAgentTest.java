package io.qmp.plugin.machine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.local.LocalConnection;
import io.qmp.api.wire.ConnectionHandler;
import io.qmp.plugin.core.agent.AgentPlugin;
import io.qmp.plugin.machine.agent.Exec;
import io.qmp.plugin.machine.agent.ExecResult;
import io.qmp.plugin.machine.agent.GuestAgentPlugin;
import io.qmp.plugin.machine.agent.SimulatedSystem;
import io.qmp.server.QmpServer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The agent of the simulated guest. */
class GuestAgentTest implements ConnectionHandler {
    private final MachineUnderTest machine = new MachineUnderTest();
    private final GuestAgentPlugin agent =
            new GuestAgentPlugin(machine.plugin.guest(), SimulatedSystem.DEFAULT.withPrograms(GuestAgentTest::program));
    private final QmpServer server = QmpServer.builder()
            .guestAgent()
            .loop(machine.server.loop())
            .plugin(new AgentPlugin(agent::isEnabled))
            .plugin(agent)
            .build();
    private final LocalConnection connection = server.openLocal();
    private final StringBuilder received = new StringBuilder();
    private List<String> events = List.of(); // of the machine, by the last command

    GuestAgentTest() {
        connection.handler(this);
    }

    @AfterEach
    void close() {
        server.close();
        machine.close();
    }

    @Test
    void whatItsSystemIsCanBeAsked() {
        assertThat(ask("guest-get-host-name", "")).isEqualTo("{\"return\": {\"host-name\": \"guest\"}}");
        assertThat(ask("guest-network-get-interfaces", "")).contains("127.0.0.1", "ipv4");
        assertThat(ask("guest-get-osinfo", "")).contains("\"kernel-release\"", "\"pretty-name\"");
        assertThat(ask("guest-get-timezone", "")).isEqualTo("{\"return\": {\"zone\": \"UTC\", \"offset\": 0}}");
        assertThat(ask("guest-get-users", "")).isEqualTo("{\"return\": []}");
    }

    @Test
    void whileFileSystemsAreFrozenOnlyThawingAndSomeMoreIsExecuted() {
        assertThat(ask("guest-fsfreeze-status", "")).isEqualTo("{\"return\": \"thawed\"}");
        assertThat(ask("guest-fsfreeze-freeze", "")).isEqualTo("{\"return\": 1}");
        assertThat(ask("guest-fsfreeze-status", "")).isEqualTo("{\"return\": \"frozen\"}");
        assertThat(ask("guest-get-time", ""))
                .isEqualTo("{\"error\": {\"class\": \"CommandNotFound\", \"desc\":"
                        + " \"Command guest-get-time has been disabled: the command is not allowed\"}}");
        assertThat(ask("guest-info", "")).contains(commandInfo("guest-get-time", false));
        assertThat(ask("guest-ping", "")).isEqualTo("{\"return\": {}}");
        assertThat(ask("guest-fsfreeze-thaw", "")).isEqualTo("{\"return\": 1}");
        assertThat(ask("guest-fsfreeze-thaw", "")).isEqualTo("{\"return\": 0}");
        assertThat(ask("guest-info", "")).contains(commandInfo("guest-get-time", true));
    }

    @Test
    void someFileSystemsCanBeFrozen() {
        assertThat(ask("guest-fsfreeze-freeze-list", "{'mountpoints':['/none']}"))
                .isEqualTo("{\"return\": 0}");
        assertThat(ask("guest-fsfreeze-freeze-list", "{'mountpoints':['/']}")).isEqualTo("{\"return\": 1}");
    }

    @Test
    void programsEndAsTheyAreSaidToAndTellItOnce() {
        assertThat(ask("guest-exec", "{'path':'/bin/echo','capture-output':true}"))
                .isEqualTo("{\"return\": {\"pid\": 1000}}");
        assertThat(ask("guest-exec-status", "{'pid':1000}")).contains("\"exited\": true", "\"out-data\": \"aGkK\"");
        assertThat(ask("guest-exec-status", "{'pid':1000}")).contains("Invalid parameter 'pid'");
        ask("guest-exec", "{'path':'/bin/echo'}");
        assertThat(ask("guest-exec-status", "{'pid':1001}"))
                .isEqualTo("{\"return\": {\"exitcode\": 0, \"exited\": true}}");
        assertThat(ask("guest-exec", "{'path':'/nope'}"))
                .contains("Failed to execute child process \\u201C/nope\\u201D (No such file or directory)");
    }

    @Test
    void shutdownHasNoReplyAndEndsTheMachine() {
        assertThat(ask("guest-shutdown", "{'mode':'off'}"))
                .contains("mode is invalid (valid values are: halt|powerdown|reboot\"");
        assertThat(ask("guest-shutdown", "{'mode':'reboot'}")).isEmpty();
        assertThat(events.toString()).contains("\"RESET\"", "guest-reset");
        assertThat(ask("guest-shutdown", "")).isEmpty();
        assertThat(events.toString()).contains("\"SHUTDOWN\"", "\"guest\": true");
    }

    @Test
    void aGuestThatDoesNotRunSaysSo() {
        machine.tell("{\"execute\": \"stop\"}");
        assertThat(ask("guest-shutdown", "")).contains("The guest does not run");
    }

    private static Optional<ExecResult> program(Exec exec) {
        return exec.path().equals("/bin/echo")
                ? Optional.of(new ExecResult(true, 0L, null, "aGkK", null))
                : Optional.empty();
    }

    private static String commandInfo(String name, boolean enabled) {
        return "{\"enabled\": " + enabled + ", \"name\": \"" + name + "\", \"success-response\": true}";
    }

    private String ask(String command, String arguments) {
        received.setLength(0);
        String text = "{'execute':'" + command + "'" + (arguments.isEmpty() ? "" : ",'arguments':" + arguments) + "}\n";
        connection.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
        connection.flush();
        events = machine.heard();
        return received.toString().strip();
    }

    @Override
    public void received(ByteBuffer bytes) {
        received.append(UTF_8.decode(bytes));
    }

    @Override
    public void inputEnded() {}

    @Override
    public void closed(@Nullable Throwable cause) {}
}
