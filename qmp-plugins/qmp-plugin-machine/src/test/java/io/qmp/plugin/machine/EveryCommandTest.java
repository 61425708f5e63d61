package io.qmp.plugin.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.qmp.api.message.VersionInfo;
import io.qmp.api.schema.SchemaInfo;
import io.qmp.api.value.QmpArray;
import io.qmp.api.value.QmpObject;
import io.qmp.api.wire.WireCodec;
import io.qmp.plugin.core.CorePlugin;
import io.qmp.plugin.qemu.QemuVersion;
import io.qmp.server.QmpServer;
import io.qmp.server.ServerOptions;
import io.qmp.testkit.LocalServer;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each command of each recorded version is executed. */
class EveryCommandTest {
    @ParameterizedTest
    @EnumSource(QemuVersion.class)
    void allCommandsAreExecuted(QemuVersion version) {
        Set<String> all = version.schema(WireCodec.installed()).entities().stream()
                .filter(SchemaInfo.Command.class::isInstance)
                .map(SchemaInfo::name)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> missing = new TreeSet<>(all);
        missing.removeAll(executed(version));

        assertThat(all).isNotEmpty();
        assertThat(missing).isEmpty();
    }

    private static Set<String> executed(QemuVersion version) {
        try (LocalServer server = LocalServer.of(QmpServer.builder()
                .options(ServerOptions.DEFAULT.withVersion(new VersionInfo(version.triple(), "")))
                .withoutInstalledPlugins()
                .plugin(new CorePlugin())
                .plugin(new MachinePlugin()))) {
            QmpArray commands = (QmpArray) server.execute("query-commands", QmpObject.EMPTY);
            return commands.elements().stream()
                    .map(command -> ((QmpObject) command).string("name").orElseThrow())
                    .collect(Collectors.toSet());
        }
    }
}
