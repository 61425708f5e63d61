package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.message.VersionInfo;
import io.qmp.api.schema.Schema;
import io.qmp.api.schema.SchemaChange;
import io.qmp.api.schema.SchemaDiff;
import io.qmp.api.schema.SchemaElement;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.spi.QmpPlugin;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.core.CorePlugin;
import io.qmp.plugin.machine.config.MachineConfig;
import io.qmp.plugin.qemu.QemuCommands;
import io.qmp.plugin.qemu.QemuVersion;
import io.qmp.server.QmpServer;
import io.qmp.server.QmpServerBuilder;
import io.qmp.server.ServerOptions;
import io.qmp.testkit.LocalServer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The machine is introspected as QEMU is. */
class IntrospectionTest {
    private final WireCodec codec = WireCodec.installed();
    private final Schema recorded = QemuCommands.schema(codec);

    /** The recorded entities come first, and the machine's own follow. */
    @Test
    void carryingCommandsOutDoesNotChangeHowTheyAreDescribed() {
        List<SchemaInfo> told = introspection(
                new CorePlugin(),
                new MachinePlugin(MachineConfig.builder().guestCommands(true).build()),
                QemuCommands.plugin());
        List<SchemaInfo> others = new ArrayList<>(told);
        others.removeAll(recorded.entities());

        assertThat(told).containsSubsequence(recorded.entities());
        assertThat(told).hasSize(others.size() + recorded.entities().size());
        assertThat(names(others).filter(name -> !Character.isDigit(name.charAt(0))))
                .isNotEmpty()
                .allMatch(name -> name.startsWith("__io.qmp_"));
    }

    @Test
    void theMachineSaysWhatQemuSays() {
        Schema told = new Schema(introspection(new CorePlugin(), new MachinePlugin()));
        List<SchemaChange> changes = SchemaDiff.between(recorded, told);

        assertThat(changes)
                .filteredOn(change -> !isWhole(change) || change.kind() != SchemaChange.Kind.REMOVED)
                .isEmpty();
        assertThat(told.entities().stream()
                        .filter(SchemaInfo.Command.class::isInstance)
                        .count())
                .isGreaterThan(10);
    }

    private static List<SchemaInfo> introspection(QmpPlugin... plugins) {
        VersionInfo latest = new VersionInfo(QemuVersion.LATEST.triple(), "");
        QmpServerBuilder builder = QmpServer.builder()
                .options(ServerOptions.DEFAULT.withVersion(latest))
                .withoutInstalledPlugins();
        List.of(plugins).forEach(builder::plugin);
        try (LocalServer server = LocalServer.of(builder)) {
            return server.server().context().schema().entities();
        }
    }

    private static Stream<String> names(List<SchemaInfo> entities) {
        return entities.stream().map(SchemaInfo::name);
    }

    private static boolean isWhole(SchemaChange change) {
        return change.element() == SchemaElement.COMMAND || change.element() == SchemaElement.EVENT;
    }
}
