package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MonitorsTest {
    @Test
    void yankCutsTheConnection() {
        try (MachineUnderTest machine = new MachineUnderTest()) {
            assertThat(
                            machine.tell(
                                    "{\"execute\": \"yank\", \"arguments\": {\"instances\": [{\"type\": \"chardev\", \"id\": \"local\"}]}}"))
                    .isEqualTo(List.of("end"));
        }
    }
}
