package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.CommandFailedException;
import io.qmp.server.QmpServer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class GuestTest {
    @Test
    void actsOnTheLoopWhoeverTellsIt() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            CompletableFuture<?> done = machine.plugin.guest().reset();
            assertThat(done.isDone()).isFalse();
            assertThat(machine.heard())
                    .isEqualTo(List.of(
                            "{\"event\": \"RESET\", \"data\": {\"guest\": true, \"reason\": \"guest-reset\"}}"));
            assertThat(done.isDone()).isTrue();
        }
    }

    @Test
    void failsWhereItDoesNotRun() {
        try (MachineUnderTest machine = new MachineUnderTest("-S")) {
            CompletableFuture<?> done = machine.plugin.guest().panic();
            assertThat(machine.heard()).isEmpty();
            CompletionException failure = assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(done::join)
                    .actual();
            assertThat(((CommandFailedException) failure.getCause()).error().desc())
                    .isEqualTo("The guest does not run");
        }
    }

    @Test
    void hasNoCommandsUnlessTheyAreAskedFor() {
        QmpServer server = QmpServer.builder()
                .withoutInstalledPlugins()
                .plugin(new MachinePlugin())
                .build();
        List<String> commands = server.context().commandNames();
        server.close().join();
        assertThat(commands.contains("query-status")).isTrue();
        assertThat(commands.stream().noneMatch(name -> name.startsWith("__")))
                .as(commands.toString())
                .isTrue();
    }

    @Test
    void isNotThereBeforeTheMachine() {
        assertThatThrownBy(() -> new MachinePlugin().guest()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void panicCountsAsFailureIfItIsTo() {
        assertThat(exitStatusAfterPanic()).isEqualTo(0);
        assertThat(exitStatusAfterPanic("-action", "panic=none")).isEqualTo(0);
        assertThat(exitStatusAfterPanic("-action", "panic=exit-failure")).isEqualTo(1);
    }

    private static int exitStatusAfterPanic(String... options) {
        try (MachineUnderTest machine = new MachineUnderTest(options)) {
            machine.tell("{\"execute\": \"__io.qmp_guest-panic\"}");
            return machine.plugin.exitStatus();
        }
    }

    @Test
    void timersEndWithTheMachine() {
        MachineUnderTest machine = new MachineUnderTest("-device", "virtio-balloon-pci");
        machine.tell("{'execute': '__io.qmp_guest-balloon-driver', 'arguments': {'rate': 4096}}".replace('\'', '"'));
        machine.tell("{'execute': 'balloon', 'arguments': {'value': 4096}}".replace('\'', '"'));
        machine.line("sum 0 0x1000000");
        int before = machine.timers();

        machine.close();
        assertThat(before >= 2).as(before + " timers").isTrue();
        assertThat(machine.timers()).isEqualTo(0);
    }
}
