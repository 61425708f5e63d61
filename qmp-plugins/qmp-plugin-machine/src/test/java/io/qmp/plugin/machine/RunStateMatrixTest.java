package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each command in each run state: the events before its reply, and the state that follows. */
class RunStateMatrixTest {
    private static final String CANNOT_WAKE_UP = "Unable to wake up: guest is not in suspended state";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "running   | stop             | STOP      | paused",
                "paused    | stop             |           | paused",
                "prelaunch | stop             |           | prelaunch",
                "shutdown  | stop             |           | shutdown",
                "suspended | stop             | STOP      | paused",
                "panicked  | stop             |           | guest-panicked",
                "inmigrate | stop             |           | inmigrate",
                "running   | cont             |           | running",
                "paused    | cont             | RESUME    | running",
                "prelaunch | cont             | RESUME    | running",
                "shutdown  | cont             | Resetting the Virtual Machine is required | shutdown",
                "suspended | cont             |           | suspended",
                "asleep    | cont             | RESUME    | suspended",
                "panicked  | cont             | RESUME    | running",
                "inmigrate | cont             |           | inmigrate",
                "running   | system_reset     | RESET     | running",
                "paused    | system_reset     | RESET     | prelaunch",
                "prelaunch | system_reset     | RESET     | prelaunch",
                "shutdown  | system_reset     | RESET     | prelaunch",
                "suspended | system_reset     | RESET     | prelaunch",
                "inmigrate | system_reset     | RESET     | inmigrate",
                "running   | system_powerdown | POWERDOWN | running",
                "paused    | system_powerdown | POWERDOWN | paused",
                "prelaunch | system_powerdown | POWERDOWN | prelaunch",
                "shutdown  | system_powerdown | POWERDOWN | shutdown",
                "suspended | system_powerdown | POWERDOWN | suspended",
                "inmigrate | system_powerdown | POWERDOWN | inmigrate",
                "running   | system_wakeup    | " + CANNOT_WAKE_UP + " | running",
                "paused    | system_wakeup    | " + CANNOT_WAKE_UP + " | paused",
                "prelaunch | system_wakeup    | " + CANNOT_WAKE_UP + " | prelaunch",
                "shutdown  | system_wakeup    | " + CANNOT_WAKE_UP + " | shutdown",
                "suspended | system_wakeup    | WAKEUP    | running"
            })
    void commandLeadsFromOneStateToAnother(String state, String command, String heard, String then) {
        try (MachineUnderTest machine = in(state)) {
            List<String> answers = machine.tell(command(command));
            assertThat(summary(answers)).isEqualTo(expected(heard));
            assertThat(status(machine)).isEqualTo(then);
        }
    }

    /** With {@code -no-reboot -no-shutdown} a reset ends in state {@code shutdown} where the virtual CPUs ran. */
    @ParameterizedTest
    @CsvSource({
        "running, SHUTDOWN STOP, shutdown",
        "paused, SHUTDOWN, paused",
        "prelaunch, SHUTDOWN, prelaunch",
        "shutdown, SHUTDOWN, shutdown",
        "suspended, SHUTDOWN STOP, shutdown"
    })
    void resetThatShutsDownLeavesAMachineThatStays(String state, String events, String then) {
        try (MachineUnderTest machine = in(state)) {
            machine.tell(
                    "{\"execute\": \"set-action\", \"arguments\": {\"reboot\": \"shutdown\", \"shutdown\": \"pause\"}}");
            assertThat(summary(machine.tell(command("system_reset")))).isEqualTo(events + " return");
            assertThat(status(machine)).isEqualTo(then);
        }
    }

    @ParameterizedTest
    @CsvSource({"running", "paused", "prelaunch", "shutdown", "suspended", "inmigrate"})
    void quitEndsEachState(String state) {
        try (MachineUnderTest machine = in(state)) {
            assertThat(summary(machine.line("quit"))).isEqualTo("SHUTDOWN return end");
        }
    }

    /** A reset that shuts down ends the server, after its reply. */
    @ParameterizedTest
    @CsvSource({"running", "paused", "prelaunch"})
    void resetThatShutsDownEndsTheServer(String state) {
        try (MachineUnderTest machine = in(state)) {
            machine.tell(
                    "{\"execute\": \"set-action\", \"arguments\": {\"reboot\": \"shutdown\", \"shutdown\": \"poweroff\"}}");
            assertThat(summary(machine.tell(command("system_reset")))).isEqualTo("SHUTDOWN return end");
        }
    }

    private static MachineUnderTest in(String state) {
        return switch (state) {
            case "running" -> after();
            case "paused" -> after("stop");
            case "prelaunch" -> new MachineUnderTest("-S");
            case "shutdown" -> {
                MachineUnderTest machine = new MachineUnderTest("-no-shutdown");
                machine.tell(command("__io.qmp_guest-shutdown"));
                yield machine;
            }
            case "suspended" -> after("__io.qmp_guest-suspend");
            case "asleep" -> after("__io.qmp_guest-suspend", "stop");
            case "panicked" -> {
                MachineUnderTest machine = new MachineUnderTest("-action", "panic=pause");
                machine.tell(command("__io.qmp_guest-panic"));
                yield machine;
            }
            case "inmigrate" -> new MachineUnderTest("-incoming", "defer");
            default -> throw new IllegalArgumentException(state);
        };
    }

    private static MachineUnderTest after(String... commands) {
        MachineUnderTest machine = new MachineUnderTest();
        Stream.of(commands).forEach(name -> machine.tell(command(name)));
        return machine;
    }

    private static String command(String name) {
        return "{\"execute\": \"" + name + "\"}";
    }

    private static String expected(String heard) {
        return heard == null ? "return" : heard.contains(" ") ? "error " + heard : heard + " return";
    }

    /** The events' names, {@code return} or {@code error} with its text, {@code end} of the connection. */
    private static String summary(List<String> heard) {
        return String.join(" ", heard.stream().map(RunStateMatrixTest::word).toList());
    }

    private static String word(String message) {
        if (message.startsWith("{\"event\": ")) {
            return message.split("\"")[3];
        } else if (message.startsWith("{\"error\": ")) {
            return "error " + message.replaceFirst(".*\"desc\": \"", "").replaceFirst("\".*", "");
        }
        return message.startsWith("{\"return\": ") ? "return" : message;
    }

    private static String status(MachineUnderTest machine) {
        String status = machine.tell(command("query-status")).get(0);
        String name = status.replaceFirst(".*\"status\": \"", "").replaceFirst("\".*", "");
        assertThat(status.contains("\"running\": true")).as(status).isEqualTo(name.equals("running"));
        return name;
    }
}
