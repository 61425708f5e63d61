package io.qmp.plugin.qemu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qmp.api.error.CommandFailedException;
import io.qmp.api.schema.SchemaChange;
import io.qmp.api.schema.SchemaDiff;
import io.qmp.api.schema.SchemaElement;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.value.QmpValue;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.core.CorePlugin;
import io.qmp.plugin.machine.MachinePlugin;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.qemu.command.BlockResize;
import io.qmp.plugin.qemu.event.PowerdownEvent;
import io.qmp.testkit.LocalServer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A server that knows all commands answers {@code query-qmp-schema} as QEMU 10.0 does, to the letter. */
class IntrospectionTest {
    private final WireCodec codec = WireCodec.installed();
    private final QmpArray recorded = (QmpArray) codec.parse(QemuCommands.recorded());

    @Test
    void introspectionIsThatOfQemu() {
        List<QmpValue> told = introspection(new CorePlugin(), QemuCommands.plugin());

        assertThat(told).hasSize(1177).isEqualTo(recorded.elements());
    }

    @Test
    void whoeverCarriesCommandsOut() {
        List<QmpValue> told = introspection(
                new CorePlugin(),
                new MachinePlugin(MachineConfig.builder().guestCommands(true).build()),
                QemuCommands.plugin());
        List<QmpValue> others = new ArrayList<>(told);
        others.removeAll(recorded.elements());

        assertThat(told).containsSubsequence(recorded.elements());
        assertThat(told).hasSize(others.size() + recorded.elements().size());
        assertThat(names(others).filter(name -> !Character.isDigit(name.charAt(0))))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("__io.qmp_"));
    }

    private static List<QmpValue> introspection(QmpPlugin... plugins) {
        try (LocalServer server = LocalServer.with(plugins)) {
            return ((QmpArray) server.execute("query-qmp-schema", QmpObject.EMPTY)).elements();
        }
    }

    private static Stream<String> names(List<QmpValue> entities) {
        return entities.stream()
                .map(entity -> ((QmpObject) entity).string("name").orElseThrow());
    }

    @Test
    void commandsThatNobodyCarriesOutSaySo() {
        try (LocalServer server = LocalServer.with(new CorePlugin(), QemuCommands.plugin())) {
            assertThat(server.server().context().commandNames()).hasSize(233);
            assertThatThrownBy(() -> server.execute(new BlockResize(1 << 20)))
                    .isInstanceOfSatisfying(
                            CommandFailedException.class,
                            e -> assertThat(e.error().desc())
                                    .isEqualTo("The command block_resize is not implemented by this server"));
            assertThatThrownBy(() -> server.execute("block_resize", QmpObject.of("size", QmpValue.of("big"))))
                    .isInstanceOfSatisfying(
                            CommandFailedException.class,
                            e -> assertThat(e.error().desc())
                                    .isEqualTo("Invalid parameter type for 'size', expected: integer"));
            server.server().context().emit(new PowerdownEvent());
            assertThat(server.eventNames()).containsExactly("POWERDOWN");
        }
    }

    /** Where another plugin's types describe commands of QEMU, they say what QEMU says: its description may stand for theirs. */
    @Test
    void theMachineSaysWhatQemuSays() {
        try (LocalServer server = LocalServer.with(new CorePlugin(), new MachinePlugin())) {
            List<SchemaChange> changes = SchemaDiff.between(
                    QemuCommands.schema(codec), server.server().context().schema());

            assertThat(changes)
                    .filteredOn(change -> !isWhole(change) || !change.path().startsWith("__io.qmp_"))
                    .filteredOn(change -> !isWhole(change) || change.kind() != SchemaChange.Kind.REMOVED)
                    .isEmpty();
            assertThat(server.server().context().schema().entities().stream()
                            .filter(SchemaInfo.Command.class::isInstance)
                            .count())
                    .isGreaterThan(10);
        }
    }

    private static boolean isWhole(SchemaChange change) {
        return change.element() == SchemaElement.COMMAND || change.element() == SchemaElement.EVENT;
    }
}
