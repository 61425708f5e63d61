package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.plugin.qemu.QemuVersion;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The names of the machine's commands are listed apart from what registers them. */
class CommandGroupTest {
    @Test
    void eachNameIsThatOfACommandOfSomeVersion() {
        List<String> claimed = Arrays.stream(CommandGroup.values())
                .flatMap(group -> group.names().stream())
                .toList();
        Set<String> registered = new HashSet<>();
        for (QemuVersion version : QemuVersion.values()) {
            try (MachineUnderTest machine = MachineUnderTest.as(version)) {
                registered.addAll(machine.server.context().commandNames());
            }
        }
        assertThat(claimed).doesNotHaveDuplicates();
        assertThat(registered).containsAll(claimed);
    }
}
