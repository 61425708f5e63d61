package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.schema.Schema;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.qemu.QemuVersion;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

    /** They are introspected without being registered. */
    @ParameterizedTest
    @EnumSource(QemuVersion.class)
    void aVersionHasTheClaimedCommandsThatItsRecordedSchemaHas(QemuVersion version) {
        Schema recorded = version.schema(WireCodec.installed());
        List<String> claimed = Arrays.stream(CommandGroup.values())
                .flatMap(group -> group.names().stream())
                .filter(name -> recorded.command(name).isPresent())
                .toList();
        try (MachineUnderTest machine = MachineUnderTest.as(version)) {
            assertThat(machine.server.context().commandNames()).containsAll(claimed);
        }
    }
}
