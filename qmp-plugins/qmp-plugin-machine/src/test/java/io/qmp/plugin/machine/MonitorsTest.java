package io.qmp.plugin.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class MonitorsTest {
    @Test
    void yankCutsTheConnection() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            assertEquals(
                    List.of("end"),
                    machine.tell(
                            "{\"execute\": \"yank\", \"arguments\": {\"instances\": [{\"type\": \"chardev\", \"id\": \"local\"}]}}"));
        }
    }
}
