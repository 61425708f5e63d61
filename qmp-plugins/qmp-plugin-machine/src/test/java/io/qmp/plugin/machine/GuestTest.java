package io.qmp.plugin.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
            CompletableFuture<?> done = machine.plugin.guest().reset().toCompletableFuture();
            assertFalse(done.isDone());
            assertEquals(
                    List.of("{\"event\": \"RESET\", \"data\": {\"guest\": true, \"reason\": \"guest-reset\"}}"),
                    machine.heard());
            assertTrue(done.isDone());
        }
    }

    @Test
    void failsWhereItDoesNotRun() {
        try (MachineUnderTest machine = new MachineUnderTest("-S")) {
            CompletableFuture<?> done = machine.plugin.guest().panic().toCompletableFuture();
            assertEquals(List.of(), machine.heard());
            CompletionException failure = assertThrows(CompletionException.class, done::join);
            assertEquals(
                    "The guest does not run",
                    ((CommandFailedException) failure.getCause()).error().desc());
        }
    }

    @Test
    void hasNoCommandsUnlessTheyAreAskedFor() {
        try (QmpServer server = QmpServer.builder()
                .withoutInstalledPlugins()
                .plugin(new MachinePlugin())
                .build()) {
            List<String> commands = server.context().commandNames();
            assertTrue(commands.contains("query-status"));
            assertTrue(commands.stream().noneMatch(name -> name.startsWith("__")), commands::toString);
        }
    }

    @Test
    void isNotThereBeforeTheMachine() {
        assertThrows(IllegalStateException.class, () -> new MachinePlugin().guest());
    }

    @Test
    void panicCountsAsFailureIfItIsTo() {
        assertEquals(0, exitStatusAfterPanic());
        assertEquals(0, exitStatusAfterPanic("-action", "panic=none"));
        assertEquals(1, exitStatusAfterPanic("-action", "panic=exit-failure"));
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
        assertTrue(before >= 2, before + " timers");
        assertEquals(0, machine.timers());
    }
}
